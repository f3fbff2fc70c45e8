/**
 * What jsdom lacks for `@grafana/ui`. Import it before anything that imports that: React's server renderer, which
 * Grafana's Text uses, asks for a MessageChannel as it is loaded.
 */
class TestMessageChannel {
  readonly port1: { onmessage?: (event: { data: unknown }) => void } = {};
  readonly port2 = {
    postMessage: (data: unknown) => void setTimeout(() => this.port1.onmessage?.({ data })),
  };
}

globalThis.MessageChannel ??= TestMessageChannel as never;

/** Grafana's scrolling lists ask which of their ends is in view. */
class TestIntersectionObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

globalThis.IntersectionObserver ??= TestIntersectionObserver as never;

// Typing into a whole editor takes seconds on a busy machine.
jest.setTimeout(60_000);

/** Combobox measures its options' texts on a canvas, and its list draws only what fits into a box with a height. */
export function mockLayout(): void {
  HTMLCanvasElement.prototype.getContext = jest.fn(() => ({ measureText: () => ({ width: 0 }) })) as never;
  Object.defineProperty(Element.prototype, 'getBoundingClientRect', {
    configurable: true,
    value: () => ({ width: 120, height: 320, top: 0, left: 0, bottom: 320, right: 120, x: 0, y: 0, toJSON: () => '' }),
  });
  for (const height of ['offsetHeight', 'clientHeight']) {
    Object.defineProperty(HTMLElement.prototype, height, { configurable: true, value: 320 });
  }
  for (const width of ['offsetWidth', 'clientWidth']) {
    Object.defineProperty(HTMLElement.prototype, width, { configurable: true, value: 120 });
  }
}
