import { Budget, MOST_SHARE } from './budget';
import { SLOWEST_MS } from './share';

interface Panel {
  intervalMs: number;
  costMs: (turn: number) => number;
  /** How often there is news; absent: always. */
  newsMs?: number;
}

/** Panels on one thread and a virtual clock: each is told when its interval, or the pace, has passed. */
class Simulation {
  now = 0;
  readonly changes: Array<{ atMs: number; paceMs: number }> = [];
  private readonly budget = new Budget<Panel>();
  private readonly due = new Map<Panel, number>();
  private busy: Array<{ atMs: number; costMs: number }> = [];
  private turns = 0;

  mount(...panels: Panel[]): this {
    panels.forEach((panel) => this.due.set(panel, this.now));
    return this;
  }

  unmount(...panels: Panel[]): this {
    for (const panel of panels) {
      this.due.delete(panel);
      this.budget.leave(panel);
    }
    return this;
  }

  run(seconds: number): this {
    const end = this.now + seconds * 1000;
    while (this.now < end) {
      const [next] = [...this.due].sort(([, a], [, b]) => a - b);
      if (!next || next[1] > end) {
        this.now = end;
        break;
      }
      this.tell(...next);
    }
    return this;
  }

  get paceMs(): number {
    return this.budget.paceMs;
  }

  /** Of the last seconds. */
  share(seconds: number): number {
    const begin = this.now - seconds * 1000;
    const costs = this.busy.filter(({ atMs }) => atMs > begin).map(({ costMs }) => costMs);
    return costs.reduce((sum, cost) => sum + cost, 0) / (seconds * 1000);
  }

  private tell(panel: Panel, dueMs: number): void {
    const begun = Math.max(this.now, dueMs);
    const costMs = panel.costMs(this.turns++);
    this.now = begun + costMs;
    this.busy.push({ atMs: this.now, costMs });
    const before = this.budget.paceMs;
    this.budget.add({ panel, atMs: this.now, costMs, intervalMs: panel.intervalMs });
    if (this.budget.paceMs !== before) {
      this.changes.push({ atMs: this.now, paceMs: this.budget.paceMs });
    }
    this.due.set(panel, begun + Math.max(panel.intervalMs, this.budget.paceMs, panel.newsMs ?? 0));
  }
}

function panels(count: number, panel: Panel): Panel[] {
  return Array.from({ length: count }, () => ({ ...panel }));
}

/** Between 0 and 1, the same in each run. */
function noise(turn: number): number {
  return Math.abs(Math.sin(turn * 12.9898) * 43758.5453) % 1;
}

describe('Budget', () => {
  it('leaves panels alone that take less than their share', () => {
    const page = new Simulation().mount(...panels(10, { intervalMs: 100, costMs: () => 2 })).run(60);
    expect(page.changes).toEqual([]);
    expect(page.paceMs).toBe(0);
  });

  it('slows twenty panels down once, to a share that is below the limit, and stays there', () => {
    const page = new Simulation().mount(...panels(20, { intervalMs: 100, costMs: () => 2 })).run(60);
    expect(page.changes).toHaveLength(1);
    expect(page.changes[0].atMs).toBeLessThan(2000);
    expect(page.paceMs).toBeCloseTo(200, -1);
    expect(page.share(50)).toBeLessThan(MOST_SHARE);
    expect(page.share(50)).toBeGreaterThan(0.18);
  });

  it('slows one panel down that is fast and large', () => {
    const page = new Simulation().mount({ intervalMs: 1000 / 60, costMs: () => 8 }).run(60);
    expect(page.changes).toHaveLength(1);
    expect(page.paceMs).toBeCloseTo(40, -1);
    expect(page.share(50)).toBeLessThan(MOST_SHARE);
  });

  it('brings more panels below the limit than the thread could draw', () => {
    const page = new Simulation().mount(...panels(40, { intervalMs: 100, costMs: () => 8 })).run(120);
    expect(page.share(60)).toBeLessThan(MOST_SHARE);
    expect(page.changes.length).toBeLessThanOrEqual(2);
  });

  it('lets no panel stand still for long, whatever it costs', () => {
    const page = new Simulation().mount(...panels(20, { intervalMs: 100, costMs: () => 90 })).run(60);
    expect(page.paceMs).toBe(SLOWEST_MS);
    expect(page.changes).toHaveLength(1);
  });

  it.each([0.3, 0.6])('settles although costs vary by %d', (jitter) => {
    const costMs = (turn: number) => 2 * (1 + jitter * (2 * noise(turn) - 1));
    const page = new Simulation().mount(...panels(20, { intervalMs: 100, costMs })).run(10);
    const settled = page.changes.length;
    page.run(120);
    expect(page.changes.length - settled).toBeLessThanOrEqual(1);
    expect(page.share(100)).toBeLessThan(MOST_SHARE);
  });

  it('does not mind a single slow turn', () => {
    const costMs = (turn: number) => (turn === 300 ? 200 : 2);
    const page = new Simulation().mount(...panels(5, { intervalMs: 100, costMs })).run(60);
    expect(page.changes).toEqual([]);
  });

  it('goes back to full speed when panels have gone, after some calm seconds', () => {
    const [stays, ...go] = panels(20, { intervalMs: 100, costMs: () => 2 });
    const page = new Simulation().mount(stays, ...go).run(20);
    expect(page.paceMs).toBeGreaterThan(100);
    page.unmount(...go).run(1);
    expect(page.paceMs).toBeGreaterThan(100);
    page.run(9);
    expect(page.paceMs).toBe(0);
    expect(page.changes).toHaveLength(2);
  });

  it('goes faster again, by and by, when drawing has become cheaper', () => {
    let costMs = 10;
    const page = new Simulation().mount(...panels(20, { intervalMs: 100, costMs: () => costMs })).run(20);
    expect(page.paceMs).toBeCloseTo(1000, -2);
    costMs = 2;
    page.run(30);
    expect(page.paceMs).toBeLessThan(250);
    expect(page.share(10)).toBeLessThan(MOST_SHARE);
  });

  it('knows panels with seldom news from those that it holds back', () => {
    const busy = panels(12, { intervalMs: 100, costMs: () => 2 });
    const slow = panels(100, { intervalMs: 100, costMs: () => 2, newsMs: 10_000 });
    const page = new Simulation().mount(...busy, ...slow).run(60);
    // 24 % of the one kind, 2 % of the other: a pace that slows down only the first kind.
    expect(page.paceMs).toBeGreaterThan(100);
    expect(page.paceMs).toBeLessThan(150);
    const changes = page.changes.length;
    page.unmount(...busy).run(30);
    expect(page.paceMs).toBe(0);
    expect(page.changes.length - changes).toBe(1);
  });

  it('becomes patient where drawing is cheap and dear in turn', () => {
    const page = new Simulation();
    const costMs = () => (page.now % 12_000 < 6000 ? 2 : 8);
    page.mount(...panels(20, { intervalMs: 100, costMs })).run(60);
    const before = page.changes.length;
    page.run(240);
    // Twenty times it becomes dear again.
    expect(page.changes.length - before).toBeLessThanOrEqual(12);
    expect(page.share(200)).toBeLessThan(MOST_SHARE);
  });

  it('is not misled by refreshes, which make new panels of the same', () => {
    const page = new Simulation();
    for (let second = 0; second < 60; second++) {
      const refreshed = panels(20, { intervalMs: 100, costMs: () => 2 });
      page.mount(...refreshed).run(1);
      page.unmount(...refreshed);
    }
    expect(page.changes.length).toBeLessThanOrEqual(2);
    expect(page.share(50)).toBeLessThan(MOST_SHARE);
  });

  it('does not slow down because many panels are drawn for the first time', () => {
    const page = new Simulation().mount(...panels(5, { intervalMs: 100, costMs: () => 2 })).run(10);
    page.mount(...panels(20, { intervalMs: 100, costMs: () => 20, newsMs: 10_000 })).run(30);
    expect(page.changes).toEqual([]);
  });

  it('takes a pause for no rest', () => {
    const page = panels(20, { intervalMs: 100, costMs: () => 2 });
    const budget = new Budget<Panel>();
    const tell = (atMs: number) => page.forEach((panel) => budget.add({ panel, atMs, costMs: 2, intervalMs: 100 }));
    for (let atMs = 0; atMs < 2000; atMs += 100) {
      tell(atMs);
    }
    const pace = budget.paceMs;
    expect(pace).toBeGreaterThan(100);
    budget.restart();
    for (let atMs = 3_600_000; atMs < 3_610_000; atMs += pace) {
      tell(atMs);
    }
    expect(budget.paceMs).toBe(pace);
  });
});
