import { PanelVisibility } from './panelVisibility';

/** What jsdom does not have: the test says what is in view. */
class FakeObserver {
  static latest: FakeObserver;
  readonly observed = new Set<Element>();

  constructor(private readonly callback: (entries: Array<{ target: Element; isIntersecting: boolean }>) => void) {
    FakeObserver.latest = this;
  }

  observe(element: Element): void {
    this.observed.add(element);
  }

  unobserve(element: Element): void {
    this.observed.delete(element);
  }

  judge(target: Element, isIntersecting: boolean): void {
    if (this.observed.has(target)) {
      this.callback([{ target, isIntersecting }]);
    }
  }
}

function panelElement(id: number): Element {
  const element = document.createElement('div');
  element.setAttribute('data-viz-panel-key', `panel-${id}`);
  return document.body.appendChild(element);
}

const judge = (element: Element, isInView: boolean) => FakeObserver.latest.judge(element, isInView);

beforeEach(() => {
  jest.useFakeTimers();
  document.body.replaceChildren();
  Object.assign(globalThis, { IntersectionObserver: FakeObserver });
});
afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, 'IntersectionObserver');
});

describe('PanelVisibility', () => {
  it('finds a panel’s element by its id, and counts it as in view until it is judged', () => {
    const element = panelElement(3);
    panelElement(31);
    const view = new PanelVisibility().watch(3, jest.fn());
    expect(view.isInView()).toBe(true);
    expect([...FakeObserver.latest.observed]).toEqual([element]);
    judge(element, false);
    expect(view.isInView()).toBe(false);
  });

  it('calls back when the panel comes into view, and only then', () => {
    const element = panelElement(3);
    const onShown = jest.fn();
    const view = new PanelVisibility().watch(3, onShown);
    view.isInView();
    judge(element, true);
    judge(element, false);
    expect(onShown).not.toHaveBeenCalled();
    judge(element, true);
    expect(onShown).toHaveBeenCalledTimes(1);
    expect(view.isInView()).toBe(true);
  });

  it.each([undefined, 0, 'explore', 404])('counts as in view what has no element: %s', (panelId) => {
    panelElement(0);
    const view = new PanelVisibility().watch(panelId as number, jest.fn());
    expect(view.isInView()).toBe(true);
  });

  it('counts every panel as in view where the browser cannot tell', () => {
    Reflect.deleteProperty(globalThis, 'IntersectionObserver');
    panelElement(3);
    expect(new PanelVisibility().watch(3, jest.fn()).isInView()).toBe(true);
  });

  it('looks again for a panel that was not there, but not each time', () => {
    const search = jest.spyOn(document, 'querySelectorAll');
    const view = new PanelVisibility().watch(3, jest.fn());
    view.isInView();
    view.isInView();
    expect(search).toHaveBeenCalledTimes(1);
    const element = panelElement(3);
    jest.advanceTimersByTime(1000);
    view.isInView();
    judge(element, false);
    expect(view.isInView()).toBe(false);
    search.mockRestore();
  });

  it('follows a panel to the element that replaces its own', () => {
    const before = panelElement(3);
    const view = new PanelVisibility().watch(3, jest.fn());
    view.isInView();
    before.remove();
    judge(before, false);
    const after = panelElement(3);
    jest.advanceTimersByTime(1000);
    expect(view.isInView()).toBe(true);
    judge(after, false);
    expect(view.isInView()).toBe(false);
    expect([...FakeObserver.latest.observed]).toEqual([after]);
  });

  it('counts a panel as in view while any of its elements is', () => {
    const elements = [panelElement(3), panelElement(3)];
    const view = new PanelVisibility().watch(3, jest.fn());
    view.isInView();
    judge(elements[0], false);
    expect(view.isInView()).toBe(true);
    judge(elements[1], false);
    expect(view.isInView()).toBe(false);
  });

  it('stops observing an element with its last panel', () => {
    const element = panelElement(3);
    const visibility = new PanelVisibility();
    const views = [visibility.watch(3, jest.fn()), visibility.watch(3, jest.fn())];
    views.forEach((view) => view.isInView());
    views[0].stop();
    expect(FakeObserver.latest.observed.has(element)).toBe(true);
    views[1].stop();
    expect(FakeObserver.latest.observed.size).toBe(0);
  });
});
