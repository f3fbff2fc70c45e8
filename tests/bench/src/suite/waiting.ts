export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits until a condition holds. */
export async function until(holds: () => boolean, what: string, timeoutMs = 60_000): Promise<void> {
  const start = performance.now();
  while (!holds()) {
    if (performance.now() - start > timeoutMs) {
      throw new Error(`not within ${timeoutMs / 1000} s: ${what}`);
    }
    await sleep(10);
  }
}

/** Waits until a value has not changed for so long. */
export async function settled(read: () => number, quietMs: number): Promise<void> {
  let [last, since] = [read(), performance.now()];
  while (performance.now() - since < quietMs) {
    await sleep(20);
    if (read() !== last) {
      [last, since] = [read(), performance.now()];
    }
  }
}

/** One clock for the page and its workers, in milliseconds. */
export const now = () => performance.timeOrigin + performance.now();

/** Where the browser was started so that pages may. */
export const collectGarbage = () => (globalThis as { gc?: () => void }).gc?.();
