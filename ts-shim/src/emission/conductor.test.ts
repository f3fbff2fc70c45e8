import { FakePage } from '../testing/fakePage';
import { OUT_OF_VIEW_MS, type Seat } from './conductor';

const page = () => new FakePage();

interface Told {
  name: string;
  atMs: number;
  heldBackTo?: number;
}

/** Panels whose streams always have news: a want is answered at once. */
function setUp(fake = page()) {
  const conductor = fake.conductor();
  const begun = performance.now();
  const told: Told[] = [];
  const wants: Array<{ name: string; atMs: number }> = [];
  const since = () => Math.round(performance.now() - begun);
  return { fake, conductor, told, wants, join };

  function join(name: string, { intervalMs = 100, panelId, answers = true }: Partial<Answering> = {}): Seat {
    const seat: Seat = conductor.join({
      intervalMs,
      panelId,
      want() {
        wants.push({ name, atMs: since() });
        if (answers) {
          setTimeout(() => seat.news(0), 1);
        }
      },
      tell: (heldBackTo) => told.push({ name, atMs: since(), heldBackTo }),
    });
    return seat;
  }
}

interface Answering {
  intervalMs: number;
  panelId: number;
  answers: boolean;
}

function times(told: Told[], name: string): number[] {
  return told.filter((each) => each.name === name).map(({ atMs }) => atMs);
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('Conductor', () => {
  it('tells news at once where there was none before', () => {
    const { told, join } = setUp();
    const seat = join('a', { answers: false });
    jest.advanceTimersByTime(5000);
    seat.news(0);
    jest.advanceTimersByTime(1);
    expect(told).toEqual([{ name: 'a', atMs: 5000 }]);
  });

  it('tells a busy panel once an interval, and wants once for each packet', () => {
    const { told, wants, join } = setUp();
    join('a').news(0);
    jest.advanceTimersByTime(10_000);
    expect(told.length).toBeGreaterThanOrEqual(99);
    expect(told.length).toBeLessThanOrEqual(101);
    expect(Math.abs(wants.length - told.length)).toBeLessThanOrEqual(1);
  });

  it('keeps news that come by themselves until the interval has passed', () => {
    const { told, join } = setUp();
    const seat = join('a', { answers: false });
    seat.news(0);
    jest.advanceTimersByTime(10);
    seat.news(0);
    seat.news(0);
    jest.advanceTimersByTime(500);
    const [first, second, ...more] = times(told, 'a');
    expect(second - first).toBeGreaterThanOrEqual(87);
    expect(second - first).toBeLessThanOrEqual(100);
    expect(more).toEqual([]);
  });

  it('lets urgent news overtake patient ones, and serves both', () => {
    const { told, join } = setUp();
    const seat = join('a', { answers: false });
    seat.news(80);
    jest.advanceTimersByTime(10);
    seat.news(0);
    jest.advanceTimersByTime(500);
    expect(times(told, 'a')).toEqual([10]);
  });

  it('wants again at once what came to nothing', () => {
    const { wants, told, join } = setUp();
    join('a', { answers: false }).again();
    jest.advanceTimersByTime(1);
    expect(wants).toEqual([{ name: 'a', atMs: 0 }]);
    expect(told).toEqual([]);
  });

  it('lets one panel’s drawing end before it tells the next', () => {
    const fake = page();
    fake.drawingMs = 7;
    const { told, join } = setUp(fake);
    const seats = ['a', 'b', 'c'].map((name) => join(name, { answers: false }));
    seats.forEach((seat) => seat.news(0));
    jest.advanceTimersByTime(6);
    expect(told.map(({ name }) => name)).toEqual(['a']);
    jest.advanceTimersByTime(7);
    expect(told.map(({ name }) => name)).toEqual(['a', 'b']);
    jest.advanceTimersByTime(7);
    expect(told.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('tells first who is in view, and of these who has waited longest', () => {
    const fake = page();
    fake.drawingMs = 20;
    const { told, join } = setUp(fake);
    fake.scrollAway(1);
    const [away, late, early] = [1, 2, 3].map((panelId) => join(`panel ${panelId}`, { panelId, answers: false }));
    join('drawn').news(0);
    jest.advanceTimersByTime(1);
    for (const seat of [away, early, late]) {
      seat.news(0);
      jest.advanceTimersByTime(1);
    }
    jest.advanceTimersByTime(70);
    expect(told.map(({ name }) => name)).toEqual(['drawn', 'panel 3', 'panel 2', 'panel 1']);
  });

  it('lets wants go together that are due together', () => {
    const { wants, join } = setUp();
    const seats = ['a', 'b'].map((name) => join(name, { answers: false }));
    seats.forEach((seat) => seat.news(0));
    jest.advanceTimersByTime(500);
    const [first, second] = wants;
    expect([first.name, second.name]).toEqual(['a', 'b']);
    expect(second.atMs).toBe(first.atMs);
  });

  it('goes on when a panel throws', () => {
    const { conductor, told, join } = setUp();
    const bad = conductor.join({
      intervalMs: 100,
      want() {},
      tell() {
        throw new Error('a panel');
      },
    });
    bad.news(0);
    expect(() => jest.advanceTimersByTime(1)).toThrow('a panel');
    join('a').news(0);
    jest.advanceTimersByTime(10);
    expect(told).toHaveLength(1);
  });

  describe('when the page is hidden', () => {
    it('neither wants nor tells', () => {
      const { fake, told, wants, join } = setUp();
      join('a').news(0);
      jest.advanceTimersByTime(1000);
      fake.hide();
      const before = [told.length, wants.length];
      jest.advanceTimersByTime(60_000);
      expect([told.length, wants.length]).toEqual(before);
    });

    it('keeps news for when it is shown, and tells them with what has come since in one packet a panel', () => {
      const { fake, told, wants, join } = setUp();
      fake.hide();
      const seats = ['a', 'b'].map((name) => join(name));
      seats.forEach((seat) => seat.news(10));
      jest.advanceTimersByTime(60_000);
      expect(told).toEqual([]);
      fake.show();
      jest.advanceTimersByTime(20);
      expect(wants.map(({ name }) => name)).toEqual(['a', 'b']);
      expect(told.map(({ name }) => name)).toEqual(['a', 'b']);
    });

    it('does not lose news after which nothing came', () => {
      const { fake, told, join } = setUp();
      fake.hide();
      join('a', { answers: false }).news(0);
      jest.advanceTimersByTime(60_000);
      fake.show();
      jest.advanceTimersByTime(200);
      expect(told).toHaveLength(1);
    });

    it('does not count what it did to the turn that was under way', () => {
      const fake = page();
      fake.drawingMs = 30_000;
      const { told, join } = setUp(fake);
      join('a').news(0);
      jest.advanceTimersByTime(1);
      fake.hide();
      jest.advanceTimersByTime(29_000);
      fake.drawingMs = 1;
      fake.show();
      jest.advanceTimersByTime(10_000);
      expect(told.length).toBeGreaterThan(95);
    });
  });

  describe('with a panel out of view', () => {
    it('tells it once a second, and at once when it comes into view', () => {
      const { fake, told, join } = setUp();
      fake.scrollAway(7);
      join('away', { panelId: 7 }).news(0);
      jest.advanceTimersByTime(10_050);
      expect(times(told, 'away').length).toBeGreaterThanOrEqual(10);
      expect(times(told, 'away').length).toBeLessThanOrEqual(12);
      told.length = 0;
      jest.advanceTimersByTime(OUT_OF_VIEW_MS / 2);
      const before = told.length;
      fake.scrollTo(7);
      jest.advanceTimersByTime(5);
      expect(told.length).toBe(before + 1);
      jest.advanceTimersByTime(1000);
      expect(told.length).toBeGreaterThan(before + 8);
    });
  });

  it('keeps twenty panels below a quarter of the main thread, says so, and restores the pace when they go', () => {
    const fake = page();
    fake.drawingMs = 2;
    const { told, join } = setUp(fake);
    const [stays, ...go] = Array.from({ length: 20 }, (_, index) => join(`panel ${index}`));
    [stays, ...go].forEach((seat) => seat.news(0));
    jest.advanceTimersByTime(10_000);
    told.length = 0;
    jest.advanceTimersByTime(20_000);
    expect((told.length * fake.drawingMs) / 20_000).toBeLessThan(0.25);
    expect((told.length * fake.drawingMs) / 20_000).toBeGreaterThan(0.15);
    // None is favoured.
    const counts = Array.from({ length: 20 }, (_, index) => times(told, `panel ${index}`).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(5);
    expect(told.every(({ heldBackTo }) => heldBackTo !== undefined && heldBackTo < 10)).toBe(true);
    go.forEach((seat) => seat.leave());
    jest.advanceTimersByTime(10_000);
    told.length = 0;
    jest.advanceTimersByTime(1000);
    expect(told.length).toBeGreaterThanOrEqual(9);
    expect(told.every(({ heldBackTo }) => heldBackTo === undefined)).toBe(true);
  });

  it('leaves nothing behind when its last panel has gone', () => {
    const { fake, told, wants, join } = setUp();
    const seats = [join('a', { panelId: 1 }), join('b')];
    seats.forEach((seat) => seat.news(0));
    seats.forEach((seat) => seat.leave());
    jest.advanceTimersByTime(5000);
    expect([told, wants]).toEqual([[], []]);
    expect(fake.isWatched).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('takes panels in again after its last one has gone', () => {
    const { told, join } = setUp();
    const first = join('a');
    first.news(0);
    jest.advanceTimersByTime(50);
    first.leave();
    join('b').news(0);
    jest.advanceTimersByTime(10);
    expect(times(told, 'b')).toHaveLength(1);
  });
});
