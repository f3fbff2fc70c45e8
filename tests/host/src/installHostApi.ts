/** Puts `window.tributaryHost` in place: it answers from the page's first moment, also when nothing could start. */
import './hostApi';
import { quietPanels } from './quietPanels';
import { type RunRecorder, toRecord } from './recorder';
import { completeQueries, type Session } from './session';

export interface HostApiControl {
  attach(session: Session): void;
  /** Tells the reader of the page and tests alike. */
  fail(reason: unknown): void;
}

export function installHostApi(recorder: RunRecorder): HostApiControl {
  let session: Session | undefined;
  let failure: string | undefined;

  window.tributaryHost = {
    get ready() {
      return session !== undefined;
    },
    get failure() {
      return failure;
    },
    get packets() {
      return recorder.packets.value;
    },
    runs: recorder.runs,
    panel() {
      const data = session?.dashboard.data;
      return data && toRecord(data);
    },
    refresh: () => session?.dashboard.refresh(),
    stop: () => session?.dashboard.stop(),
    setQueries(queries) {
      session?.setQueries(queries);
      session?.dashboard.runQueries();
    },
    quiet: quietPanels(
      (uid) => session?.instanceOf(uid),
      (queries, instance) => completeQueries(queries, instance)
    ),
    drawn: {
      mount: (queriesOfEach) => session?.mountDrawn(queriesOfEach),
      unmount: (count) => session?.dashboard.state.drawn.unmount(count),
    },
    addDataSource: async (settings) => session?.addDataSource(settings),
  };

  return {
    attach: (started) => (session = started),
    fail(reason) {
      failure = reason instanceof Error ? reason.message : JSON.stringify(reason);
      document.body.textContent = `The page could not start: ${failure}`;
      reportError(reason);
    },
  };
}
