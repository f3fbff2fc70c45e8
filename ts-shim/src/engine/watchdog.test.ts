import { ANSWER_MS, PING_AFTER_MS, Watchdog } from './watchdog';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function setUp() {
  let frozenMs = 0;
  const [ping, onSilence] = [jest.fn(), jest.fn()];
  const watchdog = new Watchdog(ping, onSilence, () => performance.now() + frozenMs);
  return { watchdog, ping, onSilence, freeze: (ms: number) => (frozenMs += ms) };
}

describe('Watchdog', () => {
  it('asks nothing of an engine that speaks', () => {
    const { watchdog, ping } = setUp();
    for (let turn = 0; turn < 100; turn++) {
      jest.advanceTimersByTime(PING_AFTER_MS / 2);
      watchdog.heard();
    }
    expect(ping).not.toHaveBeenCalled();
  });

  it('asks a silent engine about once a second, and is content with answers', () => {
    const { watchdog, ping, onSilence } = setUp();
    ping.mockImplementation(() => watchdog.heard());
    jest.advanceTimersByTime(60_000);
    expect(ping.mock.calls.length).toBeGreaterThan(30);
    expect(ping.mock.calls.length).toBeLessThanOrEqual(60);
    expect(onSilence).not.toHaveBeenCalled();
  });

  it('gives up an engine that does not answer, once, and asks it nothing more', () => {
    const { ping, onSilence } = setUp();
    jest.advanceTimersByTime(PING_AFTER_MS + ANSWER_MS);
    expect(onSilence).not.toHaveBeenCalled();
    jest.advanceTimersByTime(60_000);
    expect(ping).toHaveBeenCalledTimes(1);
    expect(onSilence).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not hold against an engine what passed while the page stood still', () => {
    const { onSilence, freeze } = setUp();
    jest.advanceTimersByTime(PING_AFTER_MS);
    freeze(3_600_000);
    jest.advanceTimersByTime(ANSWER_MS / 2);
    expect(onSilence).not.toHaveBeenCalled();
  });

  it('counts afresh when the page goes on', () => {
    const { watchdog, onSilence } = setUp();
    jest.advanceTimersByTime(PING_AFTER_MS + ANSWER_MS);
    watchdog.heard();
    jest.advanceTimersByTime(PING_AFTER_MS + ANSWER_MS);
    expect(onSilence).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1_000);
    expect(onSilence).toHaveBeenCalledTimes(1);
  });
});
