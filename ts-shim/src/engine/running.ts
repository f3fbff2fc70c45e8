/** How often it is looked. */
const PERIOD_MS = 250;

/** What one look may count for: timers are a little late now and then. */
const MOST_MS = 1.5 * PERIOD_MS;

/**
 * Calls `tick` four times a second with how long this thread has run since the last time, until what it returns is
 * called. A page that is frozen, a computer asleep, a debugger's pause and a background page's slow timers do not
 * count, since one tick never stands for much more than its period.
 */
export function whileRunning(tick: (ranMs: number) => void, now: () => number = () => performance.now()): () => void {
  let last = now();
  const look = () => {
    const time = now();
    const ran = Math.min(time - last, MOST_MS);
    last = time;
    timer = setTimeout(look, PERIOD_MS);
    tick(ran);
  };
  let timer = setTimeout(look, PERIOD_MS);
  return () => clearTimeout(timer);
}
