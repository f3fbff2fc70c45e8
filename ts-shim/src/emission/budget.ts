import { paceWithin, shareAt, type PanelLoad } from './share';

/** Our share of the main thread is kept below this. */
export const MOST_SHARE = 0.25;
/** Above it, the pace is set for this share: some room, so that not every larger picture changes the pace. */
const AIM_SHARE = 0.2;
/** A faster pace must be expected to stay below this. */
const CALM_SHARE = 0.18;

/** What is known of the costs is at least so many milliseconds of them, and so many rounds of all panels. */
const LEAST_MS = 1000;
const LEAST_ROUNDS = 2;
/** Older costs are forgotten: so many milliseconds, and so many rounds. */
const WINDOW_MS = 3000;
const WINDOW_ROUNDS = 4;
/** For so long a faster pace must have looked possible: longer each time that one did not last as long as that. */
const CALM_MS = 3000;
const LONGEST_CALM_MS = 24_000;
/** A pace that is hardly faster is not worth a change. */
const WORTH_IT = 0.9;
/** How often the costs are looked at. */
const LOOK_MS = 200;

/** What one packet cost. */
export interface Turn<Panel> {
  panel: Panel;
  atMs: number;
  /** Of the main thread's time. */
  costMs: number;
  /** The panel's own least interval. */
  intervalMs: number;
}

/**
 * From what packets cost it follows how fast they may come: the page's pace. It slows down when our share of the main
 * thread is too large, at once to where it should fit, and goes faster again only when that has looked possible for a
 * while. It has no clock: the times of a turn are told to it.
 */
export class Budget<Panel> {
  private pace = 0;
  /** Since the pace last changed, at most: what was at another pace says little about this one. */
  private turns: Array<Turn<Panel>> = [];
  private since: number | undefined;
  /** When each panel's first turn began, for those that are there. */
  private readonly joined = new Map<Panel, number>();
  private calmSince: number | undefined;
  private calmMs = CALM_MS;
  private fasterAt = -Infinity;
  private lookedAt = -Infinity;

  /** The least time between two packets of a panel, in milliseconds; 0 where each may be as fast as it likes. */
  get paceMs(): number {
    return this.pace;
  }

  /** A packet was drawn. */
  add(turn: Turn<Panel>): void {
    const begun = turn.atMs - turn.costMs;
    this.since ??= begun;
    this.joined.set(turn.panel, this.joined.get(turn.panel) ?? begun);
    this.turns.push(turn);
    this.look(turn.atMs);
  }

  /** A panel has gone: what it has cost says nothing about the future. */
  leave(panel: Panel): void {
    this.joined.delete(panel);
  }

  /** Packets stood still until now: the pause is not to count as rest. */
  restart(): void {
    this.turns = [];
    this.since = this.calmSince = undefined;
  }

  private look(nowMs: number): void {
    if (nowMs - this.lookedAt < LOOK_MS) {
      return;
    }
    this.lookedAt = nowMs;
    const since = this.since ?? nowMs;
    if (nowMs - since < Math.max(LEAST_MS, LEAST_ROUNDS * this.pace)) {
      return;
    }
    const begin = Math.max(since, nowMs - Math.max(WINDOW_MS, WINDOW_ROUNDS * this.pace));
    this.turns = this.turns.filter(({ atMs }) => atMs > begin);
    const loads = this.loads(begin, nowMs);
    // Many first packets at once are not a rate yet, and those that were too many may be gone already.
    const spent = this.turns.reduce((sum, { costMs }) => sum + costMs, 0) / (nowMs - begin);
    if (Math.min(spent, shareAt(loads, this.pace)) > MOST_SHARE) {
      const lastedMs = nowMs - this.fasterAt;
      this.calmMs = lastedMs < 2 * this.calmMs ? Math.min(2 * this.calmMs, LONGEST_CALM_MS) : CALM_MS;
      this.change(paceWithin(loads, AIM_SHARE));
      return;
    }
    const faster = this.pace > 0 ? paceWithin(loads, CALM_SHARE) : Infinity;
    if (faster >= this.pace * WORTH_IT) {
      this.calmSince = undefined;
      return;
    }
    this.calmSince ??= nowMs;
    if (nowMs - this.calmSince >= this.calmMs) {
      this.fasterAt = nowMs;
      this.change(faster);
    }
  }

  private change(pace: number): void {
    this.pace = pace;
    this.restart();
  }

  private loads(begin: number, nowMs: number): PanelLoad[] {
    const panels = new Map<Panel, { costs: number; count: number; intervalMs: number }>();
    for (const { panel, costMs, intervalMs } of this.turns.filter((turn) => this.joined.has(turn.panel))) {
      const { costs, count } = panels.get(panel) ?? { costs: 0, count: 0 };
      panels.set(panel, { costs: costs + costMs, count: count + 1, intervalMs });
    }
    return [...panels].map(([panel, { costs, count, intervalMs }]) => {
      // A refresh makes new panels of all: they count by what they have done since.
      const knownMs = Math.max(LEAST_MS, nowMs - Math.max(begin, this.joined.get(panel) ?? begin));
      const perMs = Math.min(count / knownMs, 1 / Math.max(intervalMs, this.pace));
      return { costMs: costs / count, intervalMs, perMs, atPaceMs: this.pace };
    });
  }
}
