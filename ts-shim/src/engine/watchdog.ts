import { whileRunning } from './running';

/** So long after its last sign of life the engine is asked for one. */
export const PING_AFTER_MS = 1_000;

/** So long an answer may take. */
export const ANSWER_MS = 3_000;

/** `ranMs`: how long this thread has run since. */
type State = { kind: 'heard'; ranMs: number } | { kind: 'asked'; ranMs: number };

/**
 * Asks an engine that says nothing for a sign of life, and tells, once, when none comes while this thread runs: see
 * `whileRunning`.
 */
export class Watchdog {
  private state: State = { kind: 'heard', ranMs: 0 };
  /** Ends it. */
  readonly stop: () => void;

  constructor(
    private readonly ping: () => void,
    private readonly onSilence: () => void,
    now?: () => number
  ) {
    this.stop = whileRunning((ranMs) => this.advance(ranMs), now);
  }

  /** The engine has said something; or the page goes on after a pause, and what it missed says nothing. */
  heard(): void {
    this.state = { kind: 'heard', ranMs: 0 };
  }

  private advance(ranMs: number): void {
    const { state } = this;
    state.ranMs += ranMs;
    if (state.kind === 'heard' && state.ranMs >= PING_AFTER_MS) {
      this.state = { kind: 'asked', ranMs: 0 };
      this.ping();
    } else if (state.kind === 'asked' && state.ranMs > ANSWER_MS) {
      this.stop();
      this.onSilence();
    }
  }
}
