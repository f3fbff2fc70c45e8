import { type DataQueryResponse, LoadingState } from '@grafana/data';
import { Observable, Subject } from 'rxjs';

import { type Conductor, type Panel } from '../emission/conductor';
import { type EngineState, type StreamEvent } from '../engine/client';
import {
  type CloseReason,
  type ConnectionStatus,
  type EngineError,
  type Snapshot,
  type StreamStats,
} from '../engine/protocol';
import { asEngineError } from '../errors';
import { toDataFrame } from '../frames/toDataFrame';
import { type DiagnosisEvent } from '../health/diagnosed';
import { type TributaryQuery } from '../types';
import { describeError } from './describeError';

type TargetEvent = StreamEvent | DiagnosisEvent;

/** A visible target and what the engine says of its stream. */
export interface Target {
  query: TributaryQuery;
  /** Its rows come once, and then once more whenever they are wanted. */
  events: (wants: Observable<void>) => Observable<TargetEvent>;
  access?: 'proxy' | 'direct';
  /** In which its notices tell times. */
  timeZone?: string;
  /** Whether messages of the stream failed lately; absent: whether any did. */
  failedLately?: (stats: StreamStats) => boolean;
}

type TargetState =
  /** The engine has not answered yet. */
  | { kind: 'pending' }
  | {
      kind: 'live';
      snapshot?: Snapshot;
      status?: ConnectionStatus;
      failure?: CloseReason;
      diagnosis?: string;
      engine?: EngineState;
    }
  | { kind: 'unusable'; error: EngineError };

/** The key of every packet: Grafana replaces the packet before it, and with it all series. */
export const PACKET_KEY = 'tributary';

/** Long enough for all targets' buffered rows to arrive for the first packet, too short to be seen. */
const FIRST_PACKET_MS = 10;

/** News without a message waits a little for one: a panel whose rows come at once should not blink. */
const STATUS_MS = 100;

/** Rows of one target wait so long for those of the others, which were wanted together with them. */
const GATHER_MS = 5;

/**
 * One Observable of all targets, which are at least one. Each packet carries every target's frame, since it replaces
 * all series of the one before; the first waits until the engine has answered each target, and until there is more
 * to say than that they connect. When packets are emitted, and rows asked for, is the conductor's to say.
 *
 * A target that can't be used is a notice beside the others' rows; an error, which ends the stream, if there are none.
 */
export function mergeTargets(
  targets: Target[],
  conductor: Pick<Conductor, 'join'>,
  panel: Pick<Panel, 'intervalMs' | 'panelId'>
): Observable<DataQueryResponse> {
  return new Observable((out) => {
    const states: TargetState[] = targets.map(() => ({ kind: 'pending' }));
    const wants = new Subject<void>();
    /** Whose rows have come since they were last wanted, or told. */
    const answered = new Set<number>();
    let phase: 'first' | 'following' = 'first';
    const seat = conductor.join({
      ...panel,
      want() {
        answered.clear();
        wants.next();
      },
      tell(heldBackTo) {
        answered.clear();
        phase = 'following';
        out.next(toPacket(targets, states, heldBackTo));
      },
    });
    out.add(() => seat.leave());

    /** How long news may wait for more of them. */
    const patience = (event: TargetEvent | undefined): number => {
      if (!event || !isUrgent(event)) {
        return STATUS_MS;
      }
      const isComplete = states.every(({ kind }, index) => kind === 'unusable' || answered.has(index));
      return isComplete ? 0 : GATHER_MS;
    };

    const update = (index: number, state: TargetState, event?: TargetEvent) => {
      states[index] = state;
      if (event?.type === 'rows') {
        answered.add(index);
      }
      if (states.every(isUnusable)) {
        out.next(toErrorPacket(targets, states));
        out.complete();
      } else if (phase === 'following') {
        seat.news(patience(event));
      } else if (!states.some(isPending) && states.some(hasNews)) {
        seat.news(Math.max(patience(event), FIRST_PACKET_MS));
      } else if (event?.type === 'rows' && !isUrgent(event)) {
        // An empty buffer was the answer to the first want.
        seat.again();
      }
    };

    targets.forEach(({ events }, index) =>
      out.add(
        events(wants).subscribe({
          next: (event) => update(index, advance(states[index], event), event),
          error: (thrown) => update(index, { kind: 'unusable', error: asEngineError(thrown, 'query-failed') }),
        })
      )
    );
  });
}

function advance(state: TargetState, event: TargetEvent): TargetState {
  const live = state.kind === 'live' ? state : { kind: 'live' as const };
  switch (event.type) {
    case 'rows':
      return { ...live, snapshot: event.snapshot, engine: event.engine };
    case 'diagnosis':
      return { ...live, diagnosis: event.text };
    case 'status': {
      const { status } = event;
      // What was found before holds until the connection has opened, or fails in another way.
      const isReached = status.state === 'open' || status.state === 'greeting';
      const diagnosis = isReached ? undefined : live.diagnosis;
      const failure = status.state === 'waiting' ? status.reason : status.state === 'open' ? undefined : live.failure;
      return { ...live, status, diagnosis, failure, engine: event.engine };
    }
  }
}

function isPending(state: TargetState): boolean {
  return state.kind === 'pending';
}

function isUnusable(state: TargetState): state is TargetState & { kind: 'unusable' } {
  return state.kind === 'unusable';
}

// While a panel only connects for the first time it may go on saying that it loads.
function hasNews(state: TargetState): boolean {
  switch (state.kind) {
    case 'pending':
      return false;
    case 'live':
      return hasMessages(state.snapshot) || (state.status !== undefined && !isFirstAttempt(state.status));
    case 'unusable':
      return true;
  }
}

function isFirstAttempt({ state, attempt }: ConnectionStatus): boolean {
  return (state === 'connecting' || state === 'greeting') && attempt === 0;
}

// The engine answers a subscription with its buffer, also an empty one.
function hasMessages(snapshot: Snapshot | undefined): boolean {
  return snapshot !== undefined && snapshot.stats.messages > 0;
}

function isUrgent(event: TargetEvent): boolean {
  return event.type === 'rows' && hasMessages(event.snapshot);
}

function toPacket(targets: Target[], states: TargetState[], updatesPerSecond?: number): DataQueryResponse {
  return {
    key: PACKET_KEY,
    state: LoadingState.Streaming,
    data: targets.map(({ query, access, failedLately, timeZone }, index) => {
      const state = states[index];
      if (state.kind === 'unusable') {
        // Not in `errors`: those would pin the panel to its error state and stop the others' time window.
        const text = `Query ${query.refId}: ${describeError(state.error, query.fields)}`;
        return { refId: query.refId, length: 0, fields: [], meta: { notices: [{ severity: 'error', text }] } };
      }
      if (state.kind === 'pending') {
        return toDataFrame(undefined, undefined, query);
      }
      const { snapshot, status, diagnosis, failure, engine } = state;
      const failuresAreOld = snapshot && failedLately?.(snapshot.stats) === false;
      const about = { access, failuresAreOld, diagnosis, failure, timeZone, updatesPerSecond, engine };
      return toDataFrame(snapshot, status, query, about);
    }),
  };
}

// Called when no target is usable: their states and the targets have the same order.
function toErrorPacket(targets: Target[], states: TargetState[]): DataQueryResponse {
  return {
    key: PACKET_KEY,
    state: LoadingState.Error,
    data: [],
    errors: states.filter(isUnusable).map(({ error }, index) => {
      const { refId, fields } = targets[index].query;
      return { refId, message: describeError(error, fields) };
    }),
  };
}
