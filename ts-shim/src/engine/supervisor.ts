import { asEngineError } from '../errors';
import { type EngineError, type EngineEvent, type EngineRequest } from './protocol';
import { type OnEvents, type Place, type Transport } from './transport';
import { ANSWER_MS, Watchdog } from './watchdog';

/** Starts an engine somewhere; rejects with a `TributaryError`. */
export type StartAt = (onEvents: OnEvents, place: Place) => Promise<Transport>;

/** What has become of the page's engine. */
export interface EngineHistory {
  /** How often it was lost, and started again, since the page was loaded. */
  restarts: number;
  /** Why it runs on the main thread, for people; absent where it runs in its worker. */
  onMainThread?: string;
}

/** Whom the supervisor tells. */
export interface Supervised {
  /** An engine runs that knows of nothing: everything is to be asked of it. */
  started(): void;
  take(event: EngineEvent): void;
  /** The engine is gone with all that it held. Whether another is wanted at once. */
  lost(): boolean;
  /** There is no engine, and there won't be one until `open` is called again. */
  ended(error: EngineError): void;
}

/** So many restarts within so long are as many as there may be. */
export const MOST_RESTARTS = 3;
const MOST_RESTARTS_WITHIN_MS = 60_000;

type State = { kind: 'idle' } | { kind: 'starting' } | { kind: 'running'; transport: Transport; watchdog?: Watchdog };

/** How an engine is lost: by a trap or its worker's failure, or because it does not answer any more. */
type Loss = { kind: 'crashed'; error: EngineError } | { kind: 'silent' };

/**
 * Keeps one engine running, by these rules:
 *
 * - It runs in a worker. Where none can be started, and after one that did not answer, it runs on the main thread, and
 *   stays there.
 * - An engine that has crashed is replaced in its place.
 * - What is lost is ended before another starts, so that nothing runs twice.
 * - After three restarts within a minute the next loss is the end, until somebody asks again.
 */
export class Supervisor {
  private state: State = { kind: 'idle' };
  private place: Place = 'worker';
  private isAttended = false;
  private lossTimes: number[] = [];
  private readonly past: EngineHistory = { restarts: 0 };

  constructor(
    private readonly start: StartAt,
    private readonly supervised: Supervised,
    private readonly now: () => number = () => performance.now()
  ) {}

  get history(): Readonly<EngineHistory> {
    return this.past;
  }

  /** Starts an engine unless there is one, or nearly. */
  open(): void {
    if (this.state.kind === 'idle') {
      void this.run();
    }
  }

  /** Passes a request on to an engine that runs. */
  send(request: EngineRequest): void {
    if (this.state.kind === 'running') {
      if (request.type === 'resume') {
        this.state.watchdog?.heard();
      }
      this.state.transport.send(request);
    }
  }

  /** Ends an engine that holds nothing any more. */
  rest(): void {
    if (this.state.kind === 'running') {
      this.state.watchdog?.stop();
      this.state.transport.close();
      this.state = { kind: 'idle' };
    }
  }

  /** Whether anybody would miss the engine: only then it is asked whether it is alive. */
  attend(isAttended: boolean): void {
    this.isAttended = isAttended;
    this.watch();
  }

  private async run(): Promise<void> {
    this.state = { kind: 'starting' };
    try {
      const transport = await this.start((events) => this.take(events), this.place);
      this.state = { kind: 'running', transport };
    } catch (thrown) {
      return this.refused(asEngineError(thrown, 'engine-unavailable'));
    }
    this.watch();
    this.supervised.started();
  }

  private refused(error: EngineError): void {
    this.state = { kind: 'idle' };
    if (this.place === 'worker') {
      this.place = 'main';
      this.past.onMainThread = error.message;
      this.open();
    } else {
      // What kept the worker from starting may be over when somebody asks again.
      this.place = 'worker';
      this.past.onMainThread = undefined;
      this.supervised.ended(error);
    }
  }

  private take(events: EngineEvent[]): void {
    for (const event of events) {
      // An event may make its receiver do anything, and the engine after a failed one is not this one.
      if (this.state.kind !== 'running') {
        return;
      }
      this.state.watchdog?.heard();
      if (event.type === 'failed') {
        this.lose({ kind: 'crashed', error: event.error });
      } else {
        this.supervised.take(event);
      }
    }
  }

  private watch(): void {
    const { state } = this;
    if (state.kind !== 'running') {
      return;
    }
    state.watchdog?.stop();
    // On the main thread nobody would be left to notice.
    const isWatched = this.isAttended && this.place === 'worker';
    state.watchdog = isWatched
      ? new Watchdog(
          () => state.transport.send({ type: 'ping' }),
          () => this.lose({ kind: 'silent' })
        )
      : undefined;
  }

  private lose(loss: Loss): void {
    if (this.state.kind !== 'running') {
      return;
    }
    this.state.watchdog?.stop();
    this.state.transport.close();
    this.state = { kind: 'idle' };
    const error = loss.kind === 'silent' ? SILENT : loss.error;
    if (loss.kind === 'silent') {
      this.place = 'main';
      this.past.onMainThread = error.message;
    }
    const isWanted = this.supervised.lost();
    const earlier = this.lossTimes.filter((time) => time > this.now() - MOST_RESTARTS_WITHIN_MS);
    this.lossTimes = [...earlier, this.now()];
    this.past.restarts++;
    if (this.lossTimes.length > MOST_RESTARTS) {
      this.supervised.ended(givenUp(error, this.lossTimes.length));
    } else if (isWanted) {
      this.open();
    }
  }
}

const SILENT: EngineError = {
  code: 'engine-silent',
  message: `The engine's worker did not answer for ${ANSWER_MS / 1000} s.`,
};

function givenUp({ code, message }: EngineError, times: number): EngineError {
  return {
    code,
    message:
      `The engine stopped ${times} times within a minute, so it was not started again. ${message} ` +
      'Refresh the panel to try once more; if it goes on, report it with the query and one of the messages it reads.',
  };
}
