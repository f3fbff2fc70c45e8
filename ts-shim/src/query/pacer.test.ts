import { Pacer } from './pacer';

function setUp() {
  const times: number[] = [];
  const pacer = new Pacer(100, () => times.push(performance.now()));
  return { times, pacer };
}

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

describe('Pacer', () => {
  it('serves the first request at once and the next after the interval', () => {
    const { times, pacer } = setUp();
    const start = performance.now();
    pacer.request(0);
    jest.advanceTimersByTime(30);
    pacer.request(0);
    pacer.request(0);
    jest.advanceTimersByTime(500);
    expect(times.map((time) => time - start)).toEqual([0, 100]);
  });

  it('lets an urgent request overtake a patient one, and serves both', () => {
    const { times, pacer } = setUp();
    const start = performance.now();
    pacer.request(80);
    jest.advanceTimersByTime(10);
    pacer.request(0);
    jest.advanceTimersByTime(500);
    expect(times.map((time) => time - start)).toEqual([10]);
  });

  it('forgets what is pending when it is stopped', () => {
    const { times, pacer } = setUp();
    pacer.request(0);
    pacer.stop();
    jest.advanceTimersByTime(500);
    expect(times).toEqual([]);
  });
});
