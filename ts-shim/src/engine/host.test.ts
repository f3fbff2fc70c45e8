import { prices, spec } from '../testing/snapshots';
import { EngineHost } from './host';
import { type EngineEvent } from './protocol';

type Outside = import('tributary-wasm').Outside & {
  emit(event: EngineEvent): void;
  setTimeout(handler: () => void, ms: number): void;
  dial(url: string, protocols: string[], listener: () => void, handle: (code: number, text: string) => void): void;
};

const init = jest.fn();
const reset = jest.fn();
const engine = { subscribe: jest.fn(), unsubscribe: jest.fn(), want: jest.fn(), free: jest.fn() };
let outside: Outside;

// The engine is a fake one; what is around it is real.
jest.mock(
  'tributary-wasm',
  () => ({
    __esModule: true,
    default: (source: unknown) => init(source),
    __wbg_reset_state: () => reset(),
    Outside: jest.requireActual('../../../crates/tributary-wasm/js/outside.js').Outside,
    Engine: function (_seed: number, given: Outside) {
      outside = given;
      return engine;
    },
  }),
  { virtual: true }
);

const START = { type: 'start', wasmUrl: 'https://g/x.wasm', seed: 7 } as const;

const flush = async () => {
  for (let turn = 0; turn < 10; turn++) {
    await Promise.resolve();
  }
};

async function started() {
  const post = jest.fn();
  const host = new EngineHost(post);
  host.handle(START);
  await flush();
  return { host, post };
}

/** The last event that was posted. */
function last(post: jest.Mock) {
  return post.mock.calls.at(-1)?.[0].at(-1);
}

class FakeSocket {
  static all: FakeSocket[] = [];
  onopen?: (() => void) | null;
  onmessage?: (() => void) | null;
  onclose?: ((event: { code: number; reason: string }) => void) | null;
  protocol = '';
  closes: number[] = [];

  constructor() {
    FakeSocket.all.push(this);
  }

  close(code: number) {
    this.closes.push(code);
  }
}

const trap = () => {
  throw new Error('unreachable executed');
};

beforeEach(() => {
  jest.resetAllMocks();
  init.mockResolvedValue(undefined);
  Object.assign(globalThis, { WebSocket: FakeSocket });
  FakeSocket.all = [];
});

afterEach(() => jest.useRealTimers());

describe('EngineHost', () => {
  it('loads the module from the address it is given and says that it has started', async () => {
    const { post } = await started();
    expect(init).toHaveBeenCalledWith({ module_or_path: 'https://g/x.wasm' });
    expect(post).toHaveBeenCalledWith([{ type: 'started' }], []);
  });

  it('has a new instance of the module made where there was an engine before', async () => {
    await started();
    reset.mockClear();
    await started();
    expect(reset).toHaveBeenCalledTimes(1);
  });

  it('answers a ping, also while it starts', async () => {
    const post = jest.fn();
    const host = new EngineHost(post);
    host.handle({ type: 'ping' });
    await flush();
    expect(post).toHaveBeenCalledWith([{ type: 'pong' }], []);
  });

  it('passes requests to the engine, and ignores those before the start and after the end', async () => {
    const early = new EngineHost(jest.fn());
    early.handle({ type: 'subscribe', id: 1, spec: spec() });
    const { host } = await started();
    host.handle({ type: 'subscribe', id: 2, spec: spec() });
    host.handle({ type: 'want', ids: [2, 5] });
    host.handle({ type: 'unsubscribe', id: 2 });
    host.close();
    host.handle({ type: 'subscribe', id: 3, spec: spec() });
    expect(engine.subscribe.mock.calls.map(([id]) => id)).toEqual([2]);
    expect(engine.want.mock.calls).toEqual([[2], [5]]);
    expect(engine.unsubscribe).toHaveBeenCalledWith(2);
    expect(engine.free).toHaveBeenCalledTimes(1);
  });

  it('posts a snapshot with each of its buffers to transfer, once', async () => {
    const { post } = await started();
    const snapshot = prices(1, null);
    outside.emit({ type: 'rows', ids: [1], snapshot });
    await flush();
    const transfer = post.mock.calls.at(-1)[1];
    expect(transfer).toHaveLength(3);
    expect(new Set(transfer).size).toBe(3);
  });

  it('does not start after it was closed while the module was loading', async () => {
    const post = jest.fn();
    const host = new EngineHost(post);
    host.handle(START);
    host.close();
    await flush();
    expect(post).not.toHaveBeenCalled();
  });

  it('reports a trap as a failed engine, which takes no more requests', async () => {
    const { host, post } = await started();
    engine.subscribe.mockImplementation(trap);
    host.handle({ type: 'subscribe', id: 1, spec: spec() });
    host.handle({ type: 'subscribe', id: 2, spec: spec() });
    await flush();
    expect(last(post)).toEqual({ type: 'failed', error: expect.objectContaining({ code: 'engine-crashed' }) });
    expect(engine.subscribe).toHaveBeenCalledTimes(1);
    host.close();
    expect(engine.free).not.toHaveBeenCalled();
  });

  it.each<[string, () => void]>([
    ['a request', () => outside.enter(trap)],
    ['the opening of a socket', () => FakeSocket.all[0].onopen?.()],
    ['the end of a socket', () => FakeSocket.all[0].onclose?.({ code: 1006, reason: '' })],
    ['the timeout', () => jest.runAllTimers()],
  ])('reports a trap in %s, closes what is open, and lets nothing enter any more', async (_, happen) => {
    const { post } = await started();
    // Only time: microtasks are part of what is tested.
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    const timeout = jest.fn(trap);
    outside.setTimeout(timeout, 1000);
    outside.dial('wss://a', [], () => {}, trap);
    outside.dial('wss://b', [], () => {}, trap);
    happen();
    await flush();
    expect(last(post)).toEqual({
      type: 'failed',
      error: { code: 'engine-crashed', message: 'The engine stopped: unreachable executed.' },
    });
    expect(FakeSocket.all.map(({ closes }) => closes)).toEqual([[1000], [1000]]);
    expect(FakeSocket.all.flatMap(({ onopen, onmessage, onclose }) => [onopen, onmessage, onclose])).toEqual(
      Array(6).fill(null)
    );
    expect(jest.getTimerCount()).toBe(0);
    const posts = post.mock.calls.length;
    const entered = jest.fn();
    outside.enter(entered);
    await flush();
    expect(entered).not.toHaveBeenCalled();
    expect(post).toHaveBeenCalledTimes(posts);
  });

  it.each([
    "WebAssembly.instantiateStreaming(): Refused to compile or instantiate WebAssembly module because 'unsafe-eval' is not an allowed source of script",
    'call to WebAssembly.instantiate() blocked by CSP',
    'Compiling or instantiating WebAssembly module violates the following Content Security policy directive',
  ])('names the content security policy when it refuses: %s', async (message) => {
    init.mockRejectedValue(new Error(message));
    const { post } = await started();
    const event = last(post);
    expect(event.error.code).toBe('wasm-blocked');
    expect(event.error.message).toContain("'wasm-unsafe-eval'");
    expect(event.error.message).toContain(message);
  });

  it('names the address when the module does not load', async () => {
    init.mockRejectedValue(new TypeError('Failed to fetch'));
    const { post } = await started();
    const event = last(post);
    expect(event.error.code).toBe('wasm-unavailable');
    expect(event.error.message).toContain('https://g/x.wasm');
  });
});
