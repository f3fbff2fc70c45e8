import { TributaryError } from '../errors';
import { type Post } from './host';
import { type EngineEvent, type EngineRequest } from './protocol';
import { CONNECTING } from '../testing/snapshots';
import { firstOf, inWorker, onMainThread, type StartOptions, type Transport } from './transport';

class FakeWorker {
  onmessage: ((event: { data: EngineEvent }) => void) | null = null;
  onerror: ((event: { message?: string; preventDefault: () => void }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  readonly posted: EngineRequest[] = [];
  terminated = false;

  postMessage(request: EngineRequest) {
    this.posted.push(request);
  }

  terminate() {
    this.terminated = true;
  }
}

class FakeHost {
  readonly handled: EngineRequest[] = [];
  closed = false;

  constructor(readonly post: Post) {
    hosts.push(this);
  }

  handle(request: EngineRequest) {
    this.handled.push(request);
  }

  close() {
    this.closed = true;
  }
}

let hosts: FakeHost[] = [];
const mainThread = onMainThread(async () => ({ EngineHost: FakeHost as never }));

function setUp() {
  const worker = new FakeWorker();
  const events: EngineEvent[] = [];
  const options: StartOptions = { wasmUrl: 'https://g/x.wasm', seed: 7, onEvent: (event) => events.push(event) };
  return { worker, events, options, start: inWorker(() => worker as unknown as Worker, 5000) };
}

const flush = async () => {
  for (let turn = 0; turn < 5; turn++) {
    await Promise.resolve();
  }
};

beforeEach(() => {
  hosts = [];
  // Only time: microtasks are part of what is tested.
  jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
});

afterEach(() => jest.useRealTimers());

describe('the worker transport', () => {
  it('posts the module address and the seed, and is ready when the worker says so', async () => {
    const { worker, options, start } = setUp();
    const transport = start(options);
    expect(worker.posted).toEqual([{ type: 'start', wasmUrl: 'https://g/x.wasm', seed: 7 }]);
    worker.onmessage!({ data: { type: 'started' } });
    (await transport).send({ type: 'unsubscribe', id: 1 });
    expect(worker.posted).toHaveLength(2);
  });

  it('reports a crash after the start as an event', async () => {
    const { worker, events, options, start } = setUp();
    const started = start(options);
    worker.onmessage!({ data: { type: 'started' } });
    await started;
    worker.onerror!({ message: 'unreachable executed', preventDefault: () => {} });
    expect(events).toEqual([
      { type: 'failed', error: { code: 'engine-crashed', message: expect.stringContaining('unreachable executed') } },
    ]);
  });

  it('lets nothing through once closed', async () => {
    const { worker, events, options, start } = setUp();
    const started = start(options);
    worker.onmessage!({ data: { type: 'started' } });
    const deliver = worker.onmessage!;
    (await started).close();
    deliver({ data: { type: 'status', ids: [1], status: CONNECTING } });
    expect(worker.terminated).toBe(true);
    expect(events).toEqual([]);
  });
});

describe('the fallback to the main thread', () => {
  async function fallsBack(fail: (worker: FakeWorker) => void) {
    const { worker, options, start } = setUp();
    const transport = firstOf(start, mainThread)(options);
    fail(worker);
    await flush();
    expect(worker.terminated).toBe(true);
    expect(hosts).toHaveLength(1);
    hosts[0].post({ type: 'started' }, []);
    (await transport).send({ type: 'unsubscribe', id: 1 });
    expect(hosts[0].handled.map(({ type }) => type)).toEqual(['start', 'unsubscribe']);
  }

  it('is taken when the worker script does not load', () =>
    fallsBack((worker) => worker.onerror!({ preventDefault: () => {} })));

  it('is taken when the engine fails in the worker', () =>
    fallsBack((worker) => worker.onmessage!({ data: { type: 'failed', error: { code: 'x', message: 'y' } } })));

  it('is taken, and the worker terminated, when it does not answer in time', () =>
    fallsBack(() => jest.advanceTimersByTime(5000)));

  it('is taken when the worker cannot even be made', async () => {
    const { options } = setUp();
    const refused = inWorker(() => {
      throw new DOMException('cross-origin', 'SecurityError');
    });
    void firstOf(refused, mainThread)(options);
    await flush();
    expect(hosts).toHaveLength(1);
  });

  it('delivers events asynchronously there too', async () => {
    const { events, options } = setUp();
    const started = mainThread(options);
    await flush();
    hosts[0].post({ type: 'started' }, []);
    const transport: Transport = await started;
    hosts[0].post({ type: 'status', ids: [1], status: CONNECTING }, []);
    expect(events).toHaveLength(0);
    await flush();
    expect(events).toHaveLength(1);
    transport.close();
    expect(hosts[0].closed).toBe(true);
  });

  it('rejects with the main thread’s error when neither can run', async () => {
    const { worker, options, start } = setUp();
    const transport = firstOf(start, mainThread)(options);
    worker.onmessage!({ data: { type: 'failed', error: { code: 'wasm-blocked', message: 'in the worker' } } });
    await flush();
    hosts[0].post({ type: 'failed', error: { code: 'wasm-blocked', message: 'on the page' } }, []);
    await expect(transport).rejects.toThrow(TributaryError);
    await expect(transport).rejects.toMatchObject({ code: 'wasm-blocked', message: 'on the page' });
  });
});
