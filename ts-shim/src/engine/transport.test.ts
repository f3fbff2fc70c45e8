import { TributaryError } from '../errors';
import { type Post } from './outbox';
import { type EngineEvent, type EngineRequest } from './protocol';
import { CONNECTING } from '../testing/snapshots';
import { Supervisor } from './supervisor';
import { inWorker, onMainThread, type Place, type Start, type StartOptions, type Transport } from './transport';

class FakeWorker {
  onmessage: ((event: { data: EngineEvent[] }) => void) | null = null;
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
  const options: StartOptions = { wasmUrl: 'https://g/x.wasm', seed: 7, onEvents: (came) => events.push(...came) };
  return { worker, events, options, start: inWorker(() => worker as unknown as Worker, 5000) };
}

const flush = async () => {
  for (let turn = 0; turn < 10; turn++) {
    await Promise.resolve();
  }
};

beforeEach(() => {
  hosts = [];
  jest.useFakeTimers();
});

afterEach(() => jest.useRealTimers());

describe('the worker transport', () => {
  it('posts the module address and the seed, and is ready when the worker says so', async () => {
    const { worker, options, start } = setUp();
    const transport = start(options);
    expect(worker.posted).toEqual([{ type: 'start', wasmUrl: 'https://g/x.wasm', seed: 7 }]);
    worker.onmessage!({ data: [{ type: 'started' }] });
    (await transport).send({ type: 'unsubscribe', id: 1 });
    expect(worker.posted).toHaveLength(2);
  });

  it('reports a crash after the start as an event', async () => {
    const { worker, events, options, start } = setUp();
    const started = start(options);
    worker.onmessage!({ data: [{ type: 'started' }] });
    await started;
    worker.onerror!({ message: 'unreachable executed', preventDefault: () => {} });
    expect(events).toEqual([
      { type: 'failed', error: { code: 'engine-crashed', message: expect.stringContaining('unreachable executed') } },
    ]);
  });

  it('lets nothing through once closed', async () => {
    const { worker, events, options, start } = setUp();
    const started = start(options);
    worker.onmessage!({ data: [{ type: 'started' }] });
    const deliver = worker.onmessage!;
    (await started).close();
    deliver({ data: [{ type: 'status', ids: [1], status: CONNECTING }] });
    expect(worker.terminated).toBe(true);
    expect(events).toEqual([]);
  });
});

describe('the main thread’s transport', () => {
  it('is ready when the host says so, and passes on what follows until it is closed', async () => {
    const { events, options } = setUp();
    const started = mainThread(options);
    await flush();
    hosts[0].post([{ type: 'started' }], []);
    const transport: Transport = await started;
    hosts[0].post([{ type: 'status', ids: [1], status: CONNECTING }], []);
    expect(events).toHaveLength(1);
    transport.close();
    expect(hosts[0].closed).toBe(true);
    hosts[0].post([{ type: 'status', ids: [1], status: CONNECTING }], []);
    expect(events).toHaveLength(1);
  });

  it('rejects with the host’s error, and closes it', async () => {
    const { options } = setUp();
    const started = mainThread(options);
    await flush();
    hosts[0].post([{ type: 'failed', error: { code: 'wasm-blocked', message: 'on the page' } }], []);
    await expect(started).rejects.toThrow(TributaryError);
    await expect(started).rejects.toMatchObject({ code: 'wasm-blocked', message: 'on the page' });
    expect(hosts[0].closed).toBe(true);
  });
});

describe('the fallback to the main thread', () => {
  function supervise(worker: Start, options: StartOptions) {
    const starts: Record<Place, Start> = { worker, main: mainThread };
    const [started, ended] = [jest.fn(), jest.fn()];
    const supervisor = new Supervisor((onEvents, place) => starts[place]({ ...options, onEvents }), {
      started,
      take: () => {},
      lost: () => true,
      ended,
    });
    supervisor.open();
    return { supervisor, started, ended };
  }

  async function fallsBack(fail: (worker: FakeWorker) => void) {
    const { worker, options, start } = setUp();
    const { supervisor, started } = supervise(start, options);
    fail(worker);
    await flush();
    expect(worker.terminated).toBe(true);
    expect(hosts).toHaveLength(1);
    hosts[0].post([{ type: 'started' }], []);
    await flush();
    expect(started).toHaveBeenCalledTimes(1);
    supervisor.send({ type: 'unsubscribe', id: 1 });
    expect(hosts[0].handled.map(({ type }) => type)).toEqual(['start', 'unsubscribe']);
    expect(supervisor.history.onMainThread).toContain('engine');
  }

  it('is taken when the worker script does not load', () =>
    fallsBack((worker) => worker.onerror!({ preventDefault: () => {} })));

  it('is taken when the engine fails in the worker', () =>
    fallsBack((worker) =>
      worker.onmessage!({ data: [{ type: 'failed', error: { code: 'x', message: 'no engine' } }] })
    ));

  it('is taken, and the worker terminated, when it does not answer in time', () =>
    fallsBack(() => jest.advanceTimersByTime(5000)));

  it('is taken when the worker cannot even be made', async () => {
    const { options } = setUp();
    const refused = inWorker(() => {
      throw new DOMException('cross-origin', 'SecurityError');
    });
    const { supervisor } = supervise(refused, options);
    await flush();
    expect(hosts).toHaveLength(1);
    expect(supervisor.history.onMainThread).toBe("The engine's worker failed: cross-origin.");
  });

  it('ends with one error, which names the policy, when that refuses WebAssembly to both', async () => {
    const { worker, options, start } = setUp();
    const { started, ended } = supervise(start, options);
    worker.onmessage!({ data: [{ type: 'failed', error: { code: 'wasm-blocked', message: 'in the worker' } }] });
    await flush();
    hosts[0].post([{ type: 'failed', error: { code: 'wasm-blocked', message: 'on the page' } }], []);
    await flush();
    expect(ended.mock.calls).toEqual([[expect.objectContaining({ code: 'wasm-blocked', message: 'on the page' })]]);
    expect(started).not.toHaveBeenCalled();
    expect(hosts).toHaveLength(1);
  });
});
