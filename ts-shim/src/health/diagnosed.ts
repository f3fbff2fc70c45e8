import { Observable } from 'rxjs';

import { type StreamEvent } from '../engine/client';
import { NO_CLOSE_FRAME, type StatusEvent } from '../engine/protocol';

/** Why a stream's connection does not open. */
export interface DiagnosisEvent {
  type: 'diagnosis';
  text: string;
}

/**
 * A stream's events, and with them what a closer look finds whenever its connection could not be opened. The look is
 * taken while the connection goes on trying; what it finds counts as long as the connection has not opened.
 */
export function diagnosed(
  events: Observable<StreamEvent>,
  diagnose: () => Promise<string>
): Observable<StreamEvent | DiagnosisEvent> {
  return new Observable((out) => {
    let wasOpen = false;
    // Counts what has opened or failed: an answer about an earlier failure is no news.
    let turn = 0;
    const look = async ({ status }: StatusEvent) => {
      turn++;
      if (status.state === 'open' || status.state === 'greeting') {
        wasOpen = true;
      } else if (status.state === 'waiting' || status.state === 'stopped') {
        // What is not tried again says why.
        const isTried = status.state === 'waiting';
        const isHidden = isTried && !wasOpen && status.reason.code === NO_CLOSE_FRAME && navigator.onLine !== false;
        wasOpen = false;
        const asked = turn;
        const text = isHidden ? await diagnose() : undefined;
        if (text !== undefined && asked === turn) {
          out.next({ type: 'diagnosis', text });
        }
      }
    };
    return events.subscribe({
      next: (event) => {
        out.next(event);
        if (event.type === 'status') {
          void look(event);
        }
      },
      error: (thrown) => out.error(thrown),
      complete: () => out.complete(),
    });
  });
}
