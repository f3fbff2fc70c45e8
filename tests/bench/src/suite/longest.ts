/** How often a look is taken whether the main thread is free, in milliseconds. */
const TICK_MS = 5;

/**
 * Watches for the main thread's longest task. The browser reports those of 50 ms and more; of shorter ones the longest
 * time that a timer was late is as good.
 */
export class Longest {
  private longTask = 0;
  private late = 0;
  private last = performance.now();
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly observer: PerformanceObserver;

  constructor() {
    this.timer = setInterval(() => {
      const now = performance.now();
      this.late = Math.max(this.late, now - this.last - TICK_MS);
      this.last = now;
    }, TICK_MS);
    this.observer = new PerformanceObserver((list) => this.take(list.getEntries()));
    this.observer.observe({ entryTypes: ['longtask'] });
  }

  /** Ends the watch; in milliseconds. `longTaskMs`: 0 if there was none. */
  end(): { longTaskMs: number; lateMs: number } {
    clearInterval(this.timer);
    this.take(this.observer.takeRecords());
    this.observer.disconnect();
    return { longTaskMs: this.longTask, lateMs: this.late };
  }

  private take(entries: PerformanceEntry[]): void {
    this.longTask = Math.max(this.longTask, ...entries.map(({ duration }) => duration));
  }
}
