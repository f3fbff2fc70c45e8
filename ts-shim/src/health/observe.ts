import { type Observable } from 'rxjs';

import { type StreamEvent } from '../engine/client';
import { type CloseReason, type EngineError, type Snapshot, type StreamStats } from '../engine/protocol';
import { asEngineError } from '../errors';
import { decodeColumn } from '../frames/decode';

/** How a first look at a connection ended. */
export type Outcome =
  | { kind: 'message'; sample: string }
  /** A message came that the engine could not read. */
  | { kind: 'unreadable'; failure: NonNullable<StreamStats['lastFailure']> }
  /** It opened and stayed open, and no message came in time. */
  | { kind: 'silent' }
  /** It opened and was closed before a message came. */
  | { kind: 'closed'; reason: CloseReason }
  /** The browser refused to dial it. */
  | { kind: 'forbidden'; reason: CloseReason }
  /** It never opened. */
  | { kind: 'refused'; reason: CloseReason }
  /** It neither opened nor failed in time. */
  | { kind: 'timeout' }
  /** The engine could not even try. */
  | { kind: 'unusable'; error: EngineError };

/** Listens to a connection until its first message, its end, or the time limit. */
export function observe(events: Observable<StreamEvent>, timeoutMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    let phase: 'connecting' | 'greeting' | 'open' = 'connecting';
    /** What came before the handshake was done: it does not show yet that anything works. */
    let early: Outcome | undefined;
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      // Later, since the events may have come while subscribing.
      queueMicrotask(() => subscription.unsubscribe());
      resolve(outcome);
    };
    const timer = setTimeout(() => finish({ kind: phase === 'connecting' ? 'timeout' : 'silent' }), timeoutMs);
    const subscription = events.subscribe({
      next: (event) => {
        if (event.type === 'rows') {
          const outcome = readRows(event.snapshot);
          if (outcome && phase === 'greeting') {
            early = outcome;
          } else if (outcome) {
            finish(outcome);
          }
          return;
        }
        switch (event.status.state) {
          case 'connecting':
            break;
          case 'greeting':
            phase = 'greeting';
            break;
          case 'open':
            phase = 'open';
            if (early) {
              finish(early);
            }
            break;
          case 'waiting':
            finish({ kind: phase === 'connecting' ? 'refused' : 'closed', reason: event.status.reason });
            break;
          case 'stopped':
            finish({ kind: phase === 'connecting' ? 'forbidden' : 'closed', reason: event.status.reason });
        }
      },
      error: (thrown) => finish({ kind: 'unusable', error: asEngineError(thrown, 'test-failed') }),
    });
  });
}

function readRows({ columns, length, stats }: Snapshot): Outcome | undefined {
  const column = columns.find(({ role }) => role === 'value');
  if (column && length > 0) {
    return { kind: 'message', sample: String(decodeColumn(column, length)[length - 1]) };
  }
  return stats.lastFailure ? { kind: 'unreadable', failure: stats.lastFailure } : undefined;
}
