import { whileRunning } from './running';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Time as the page sees it; `freeze` lets it pass while no timer fires. */
function clock() {
  let frozenMs = 0;
  return { now: () => performance.now() + frozenMs, freeze: (ms: number) => (frozenMs += ms) };
}

describe('whileRunning', () => {
  it('counts the time in which this thread runs', () => {
    let ran = 0;
    const stop = whileRunning((ranMs) => (ran += ranMs));
    jest.advanceTimersByTime(10_000);
    expect(ran).toBe(10_000);
    stop();
  });

  it('does not count a time in which no timer fired: a sleep, a freeze, a debugger', () => {
    const { now, freeze } = clock();
    let ran = 0;
    const stop = whileRunning((ranMs) => (ran += ranMs), now);
    jest.advanceTimersByTime(1_000);
    freeze(3_600_000);
    jest.advanceTimersByTime(1_000);
    expect(ran).toBeLessThan(2_500);
    stop();
  });

  it('leaves no timer behind', () => {
    whileRunning(() => {})();
    expect(jest.getTimerCount()).toBe(0);
  });
});
