/** Whether a panel is in view, as far as that can be known. */
export interface PanelView {
  isInView(): boolean;
  stop(): void;
}

/** Watches a panel; `onShown` is called when it comes into view. */
export type WatchPanel = (panelId: number | undefined, onShown: () => void) => PanelView;

/** How often a panel that is not on the page is looked for. */
const SEARCH_MS = 1000;

const ALWAYS_IN_VIEW: PanelView = { isInView: () => true, stop: () => {} };

/**
 * Watches panels by the elements that Grafana makes of them: a dashboard's requests have the panel's id, and its
 * element, made by scenes' `VizPanel`, has the attribute `data-viz-panel-key="panel-<id>"`. What has no such element
 * counts as in view: Explore, copies of a repeated panel (their id is a hash), and apps with keys of their own.
 */
export class PanelVisibility {
  private readonly watched = new Map<Element, Set<WatchedPanel>>();
  private observer?: IntersectionObserver;

  /** As a function that can be handed on. */
  readonly watch: WatchPanel = (panelId, onShown) => {
    // 0 is Grafana's word for none, and Explore's ids are texts.
    if (typeof panelId !== 'number' || !(panelId > 0) || typeof IntersectionObserver === 'undefined') {
      return ALWAYS_IN_VIEW;
    }
    const panel = new WatchedPanel(
      panelId,
      onShown,
      (element) => this.observe(element, panel),
      (element) => this.unobserve(element, panel)
    );
    return panel;
  };

  private observe(element: Element, panel: WatchedPanel): void {
    this.observer ??= new IntersectionObserver((entries) => this.take(entries));
    const panels = this.watched.get(element) ?? new Set();
    this.watched.set(element, panels.add(panel));
    // It answers once at first: to whom it has answered already it must be asked anew.
    this.observer.unobserve(element);
    this.observer.observe(element);
  }

  private unobserve(element: Element, panel: WatchedPanel): void {
    const panels = this.watched.get(element);
    panels?.delete(panel);
    if (panels?.size === 0) {
      this.watched.delete(element);
      this.observer?.unobserve(element);
    }
  }

  private take(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      this.watched.get(target)?.forEach((panel) => panel.take(target, isIntersecting));
    }
  }
}

/** One panel's elements: a row that is repeated has several of the same key. */
class WatchedPanel implements PanelView {
  /** Whether each is in view; one that has not been judged yet counts as such. */
  private readonly elements = new Map<Element, boolean>();
  private searchedAt = -Infinity;

  constructor(
    private readonly panelId: number,
    private readonly onShown: () => void,
    private readonly observe: (element: Element) => void,
    private readonly unobserve: (element: Element) => void
  ) {}

  isInView(): boolean {
    this.search();
    return this.elements.size === 0 || [...this.elements.values()].includes(true);
  }

  take(element: Element, isIntersecting: boolean): void {
    const wasInView = [...this.elements.values()].includes(true);
    this.elements.set(element, isIntersecting);
    if (isIntersecting && !wasInView) {
      this.onShown();
    }
  }

  stop(): void {
    this.elements.forEach((_, element) => this.unobserve(element));
    this.elements.clear();
  }

  /** Grafana replaces elements, for one when a panel is edited: those that have left the page count no longer. */
  private search(): void {
    const stale = [...this.elements.keys()].filter((element) => !element.isConnected);
    const nowMs = performance.now();
    const isComplete = this.elements.size > 0 && stale.length === 0;
    if (isComplete || nowMs - this.searchedAt < SEARCH_MS) {
      return;
    }
    this.searchedAt = nowMs;
    for (const element of stale) {
      this.elements.delete(element);
      this.unobserve(element);
    }
    for (const element of document.querySelectorAll(`[data-viz-panel-key="panel-${this.panelId}"]`)) {
      if (!this.elements.has(element)) {
        this.elements.set(element, true);
        this.observe(element);
      }
    }
  }
}
