import { Conductor } from '../emission/conductor';
import { type PageVisibility } from '../emission/pageVisibility';
import { type PanelView } from '../emission/panelVisibility';
import { type Thread } from '../emission/thread';

/** A page for tests, on jest's fake timers: what is in view, and how long panels draw. */
export class FakePage implements PageVisibility {
  /** How long a panel keeps the main thread busy after a packet. */
  drawingMs = 0;
  private visibility: 'visible' | 'hidden' = 'visible';
  private readonly changes = new Set<() => void>();
  private readonly outOfView = new Set<number>();
  private readonly shown = new Set<{ panelId?: number; onShown: () => void }>();

  /** A conductor of this page. */
  conductor(): Conductor {
    const thread: Thread = {
      now: () => performance.now(),
      soon: (task) => {
        const timer = setTimeout(task);
        return () => clearTimeout(timer);
      },
      whenFree: (task) => setTimeout(task, this.drawingMs),
    };
    return new Conductor({ thread, page: this, watchPanel: (panelId, onShown) => this.watchPanel(panelId, onShown) });
  }

  isHidden(): boolean {
    return this.visibility === 'hidden';
  }

  watch(onChange: () => void): () => void {
    this.changes.add(onChange);
    return () => this.changes.delete(onChange);
  }

  /** Whether anybody listens to the page still. */
  get isWatched(): boolean {
    return this.changes.size + this.shown.size > 0;
  }

  hide(): void {
    this.visibility = 'hidden';
    this.changes.forEach((tell) => tell());
  }

  show(): void {
    this.visibility = 'visible';
    this.changes.forEach((tell) => tell());
  }

  scrollAway(panelId: number): void {
    this.outOfView.add(panelId);
  }

  scrollTo(panelId: number): void {
    this.outOfView.delete(panelId);
    this.shown.forEach((panel) => panel.panelId === panelId && panel.onShown());
  }

  private watchPanel(panelId: number | undefined, onShown: () => void): PanelView {
    const panel = { panelId, onShown };
    this.shown.add(panel);
    return {
      isInView: () => panelId === undefined || !this.outOfView.has(panelId),
      stop: () => this.shown.delete(panel),
    };
  }
}
