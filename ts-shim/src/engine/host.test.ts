import { prices, spec } from '../testing/snapshots';
import { EngineHost } from './host';
import { type EngineEvent } from './protocol';

const init = jest.fn();
const engine = { subscribe: jest.fn(), unsubscribe: jest.fn(), want: jest.fn(), free: jest.fn() };
let emit: (event: EngineEvent) => void;

jest.mock(
  'tributary-wasm',
  () => ({
    __esModule: true,
    default: (source: unknown) => init(source),
    Engine: function (_seed: number, emitter: typeof emit) {
      emit = emitter;
      return engine;
    },
  }),
  { virtual: true }
);

const START = { type: 'start', wasmUrl: 'https://g/x.wasm', seed: 7 } as const;

async function started() {
  const post = jest.fn();
  const host = new EngineHost(post);
  host.handle(START);
  await Promise.resolve();
  await Promise.resolve();
  return { host, post };
}

beforeEach(() => {
  jest.resetAllMocks();
  init.mockResolvedValue(undefined);
});

describe('EngineHost', () => {
  it('loads the module from the address it is given and says that it has started', async () => {
    const { post } = await started();
    expect(init).toHaveBeenCalledWith({ module_or_path: 'https://g/x.wasm' });
    expect(post).toHaveBeenCalledWith({ type: 'started' }, []);
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
    emit({ type: 'rows', ids: [1], snapshot });
    const transfer = post.mock.calls.at(-1)[1];
    expect(transfer).toHaveLength(3);
    expect(new Set(transfer).size).toBe(3);
  });

  it('does not start after it was closed while the module was loading', async () => {
    const post = jest.fn();
    const host = new EngineHost(post);
    host.handle(START);
    host.close();
    await Promise.resolve();
    await Promise.resolve();
    expect(post).not.toHaveBeenCalled();
  });

  it('reports a trap as a failed engine, which takes no more requests', async () => {
    const { host, post } = await started();
    engine.subscribe.mockImplementation(() => {
      throw new Error('unreachable executed');
    });
    host.handle({ type: 'subscribe', id: 1, spec: spec() });
    host.handle({ type: 'subscribe', id: 2, spec: spec() });
    expect(post).toHaveBeenLastCalledWith(
      { type: 'failed', error: expect.objectContaining({ code: 'engine-crashed' }) },
      []
    );
    expect(engine.subscribe).toHaveBeenCalledTimes(1);
  });

  it.each([
    "WebAssembly.instantiateStreaming(): Refused to compile or instantiate WebAssembly module because 'unsafe-eval' is not an allowed source of script",
    'call to WebAssembly.instantiate() blocked by CSP',
    'Compiling or instantiating WebAssembly module violates the following Content Security policy directive',
  ])('names the content security policy when it refuses: %s', async (message) => {
    init.mockRejectedValue(new Error(message));
    const { post } = await started();
    const [event] = post.mock.calls[0];
    expect(event.error.code).toBe('wasm-blocked');
    expect(event.error.message).toContain("'wasm-unsafe-eval'");
    expect(event.error.message).toContain(message);
  });

  it('names the address when the module does not load', async () => {
    init.mockRejectedValue(new TypeError('Failed to fetch'));
    const { post } = await started();
    const [event] = post.mock.calls[0];
    expect(event.error.code).toBe('wasm-unavailable');
    expect(event.error.message).toContain('https://g/x.wasm');
  });
});
