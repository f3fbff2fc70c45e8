import { Budget } from './budget';
import { type PageVisibility } from './pageVisibility';
import { type PanelView, type WatchPanel } from './panelVisibility';
import { type Thread } from './thread';

/** A panel as the conductor knows it: one running query of Grafana's, with all its targets. */
export interface Panel {
  /** Its own least interval between packets. */
  intervalMs: number;
  /** Grafana's id of the panel that asked, where there is one. */
  panelId?: number;
  /** Asks the engine for what is new. */
  want(): void;
  /** Emits a packet. `heldBackTo`: how many a second it has while the page's pace holds it back. */
  tell(heldBackTo: number | undefined): void;
}

/** A panel's seat: what it says to the conductor. */
export interface Seat {
  /** There is something to tell, within so many milliseconds if it may be told by then. */
  news(delayMs: number): void;
  /** What came is nothing to tell: it wants more. */
  again(): void;
  leave(): void;
}

export interface Surroundings {
  thread: Thread;
  page: PageVisibility;
  watchPanel: WatchPanel;
}

/** Panels out of view are told so seldom. */
export const OUT_OF_VIEW_MS = 1000;

/** When the page is shown, news of before wait so long for what has come since. */
const CATCH_UP_MS = 100;

/** Wants that are due so close together go together: the engine answers them at once, and the page wakes up once. */
const TOGETHER_MS = 4;

/** A packet counts as in time when it is late by no more than this part of its interval: the next is not put off. */
const LATENESS = 1 / 8;

/** Longer turns than this one were not ours alone: the computer slept, or a debugger held the page. */
const LONGEST_TURN_MS = 1000;

type Turn =
  | { kind: 'none' }
  /** Its task is queued. */
  | { kind: 'posted'; callOff: () => void }
  /** Its packet was emitted, and the thread is not free again yet. */
  | { kind: 'drawing' };

const NO_TURN: Turn = { kind: 'none' };

interface Member {
  panel: Panel;
  view: PanelView;
  /** When it may be told next. */
  readyAt: number;
  /** When it wants next; absent while the engine knows already. */
  wantAt?: number;
  /** When its news are due, and since when it has had them. */
  news?: { due: number; since: number };
}

/**
 * Decides for the whole page which panel is told when. A panel's turn is a task of its own: its drawing ends before
 * the next one's begins, and input is handled between them. After its turn a panel wants again when its interval, or
 * the page's pace if that is slower, has passed. Nothing is wanted and nothing told while the page is hidden.
 */
export class Conductor {
  private readonly members = new Set<Member>();
  private readonly budget = new Budget<Panel>();
  /** The next time at which anything is due. */
  private timer?: ReturnType<typeof setTimeout>;
  private turn: Turn = NO_TURN;
  private unwatch?: () => void;

  constructor(private readonly surroundings: Surroundings) {}

  /** Takes a panel in. That it has subscribed is a want, which the engine is about to answer. */
  join(panel: Panel): Seat {
    const { thread, page, watchPanel } = this.surroundings;
    this.unwatch ??= page.watch(() => (page.isHidden() ? this.rest() : this.catchUp()));
    const member: Member = {
      panel,
      view: watchPanel(panel.panelId, () => this.hurry(member)),
      readyAt: -Infinity,
    };
    this.members.add(member);
    return {
      news: (delayMs) => {
        const now = thread.now();
        const due = Math.max(now, member.readyAt) + delayMs;
        member.news = { due: Math.min(due, member.news?.due ?? due), since: member.news?.since ?? now };
        this.plan();
      },
      again: () => {
        member.wantAt = Math.max(thread.now(), member.readyAt);
        this.plan();
      },
      leave: () => this.leave(member),
    };
  }

  private leave(member: Member): void {
    this.members.delete(member);
    member.view.stop();
    this.budget.leave(member.panel);
    if (this.members.size === 0) {
      this.rest();
      this.unwatch?.();
      this.unwatch = undefined;
    }
  }

  /** Sees to what is due now, and to being called when the next thing is. */
  private plan(): void {
    clearTimeout(this.timer);
    const { thread, page } = this.surroundings;
    if (page.isHidden()) {
      return;
    }
    const now = thread.now();
    const members = [...this.members];
    if (this.turn.kind === 'none' && members.some(({ news }) => news && news.due <= now)) {
      this.turn = { kind: 'posted', callOff: thread.soon(() => this.tellNext()) };
    }
    // While a turn is under way its end looks after what is due then.
    const dues = this.turn.kind === 'none' ? members.map(({ news }) => news?.due) : [];
    const next = Math.min(...[...dues, ...members.map(({ wantAt }) => wantAt)].map((at) => at ?? Infinity));
    if (next < Infinity) {
      this.timer = setTimeout(() => this.wake(), Math.max(0, next - now));
    }
  }

  private wake(): void {
    const now = this.surroundings.thread.now();
    const wanting = [...this.members].filter(({ wantAt }) => wantAt !== undefined && wantAt <= now + TOGETHER_MS);
    for (const member of wanting) {
      member.wantAt = undefined;
      member.panel.want();
    }
    this.plan();
  }

  private tellNext(): void {
    const { thread, page } = this.surroundings;
    const begun = thread.now();
    const member = page.isHidden() ? undefined : this.choose(begun);
    this.turn = NO_TURN;
    if (!member) {
      this.plan();
      return;
    }
    const { panel } = member;
    const interval = Math.max(ownInterval(member), this.budget.paceMs);
    member.news = undefined;
    member.readyAt = Math.max(member.readyAt + interval, begun + interval * (1 - LATENESS));
    member.wantAt = member.readyAt;
    const turn: Turn = { kind: 'drawing' };
    this.turn = turn;
    try {
      panel.tell(this.budget.paceMs > panel.intervalMs ? 1000 / this.budget.paceMs : undefined);
    } finally {
      // React and the panels draw after this, in tasks of their own.
      thread.whenFree(() => this.turn === turn && this.endTurn(member, begun));
    }
  }

  private endTurn(member: Member, begun: number): void {
    const now = this.surroundings.thread.now();
    const costMs = Math.min(now - begun, LONGEST_TURN_MS);
    if (this.members.has(member)) {
      this.budget.add({ panel: member.panel, atMs: now, costMs, intervalMs: ownInterval(member) });
    }
    this.turn = NO_TURN;
    this.plan();
  }

  /** Of those whose news are due: one in view if there is any, and of these the one that has waited longest. */
  private choose(now: number): Member | undefined {
    const due = [...this.members].filter(({ news }) => news && news.due <= now);
    const inView = due.filter(({ view }) => view.isInView());
    const candidates = inView.length > 0 ? inView : due;
    return candidates.reduce<Member | undefined>(
      (first, member) => (first && since(first) <= since(member) ? first : member),
      undefined
    );
  }

  /** A panel has come into view: it need not wait any longer. */
  private hurry(member: Member): void {
    const now = this.surroundings.thread.now();
    if (member.readyAt > now) {
      member.readyAt = now;
      member.wantAt &&= now;
      member.news &&= { ...member.news, due: Math.min(member.news.due, now) };
      this.plan();
    }
  }

  /** The page is hidden, or empty. */
  private rest(): void {
    clearTimeout(this.timer);
    if (this.turn.kind === 'posted') {
      this.turn.callOff();
    }
    // One that is under way is not measured: a hidden page's thread is free when the browser likes.
    this.turn = NO_TURN;
  }

  /** The page is shown: each panel gets all that has come meanwhile, in one packet. */
  private catchUp(): void {
    const now = this.surroundings.thread.now();
    this.budget.restart();
    for (const member of this.members) {
      member.readyAt = member.wantAt = now;
      member.news &&= { ...member.news, due: now + CATCH_UP_MS };
    }
    this.plan();
  }
}

/** Without the page's pace. */
function ownInterval({ panel, view }: Member): number {
  return view.isInView() ? panel.intervalMs : Math.max(panel.intervalMs, OUT_OF_VIEW_MS);
}

function since({ news }: Member): number {
  return news?.since ?? Infinity;
}
