/**
 * Calls `emit` once for several requests that come close together, and no more often than every `minIntervalMs`; a
 * request after a pause is served at once.
 */
export class Pacer {
  private last = -Infinity;
  private pending?: { due: number; timer: ReturnType<typeof setTimeout> };

  constructor(
    private readonly minIntervalMs: number,
    private readonly emit: () => void,
    private readonly now: () => number = () => performance.now()
  ) {}

  /** Asks for an emission within `delayMs`, but for the interval; an earlier one that is pending serves it too. */
  request(delayMs: number): void {
    const due = Math.max(this.now() + delayMs, this.last + this.minIntervalMs);
    if (this.pending && this.pending.due <= due) {
      return;
    }
    this.stop();
    this.pending = { due, timer: setTimeout(() => this.fire(), due - this.now()) };
  }

  /** Forgets what is pending. */
  stop(): void {
    clearTimeout(this.pending?.timer);
    this.pending = undefined;
  }

  private fire(): void {
    this.pending = undefined;
    this.last = this.now();
    this.emit();
  }
}
