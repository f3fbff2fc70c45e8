import { FakeEngine } from '../testing/fakeEngine';
import { prices } from '../testing/snapshots';
import { type EngineError, type EngineEvent } from './protocol';
import { MOST_RESTARTS, Supervisor } from './supervisor';
import { ANSWER_MS, PING_AFTER_MS } from './watchdog';

const TRAP: EngineError = { code: 'engine-crashed', message: 'The engine stopped: unreachable.' };

/** Longer than any silence may last. */
const SILENCE_MS = PING_AFTER_MS + ANSWER_MS + 1_000;

function setUp({ isWanted = true } = {}) {
  const engine = new FakeEngine();
  const told: string[] = [];
  const errors: EngineError[] = [];
  const supervisor: Supervisor = new Supervisor(engine.start, {
    started: () => told.push('started'),
    take: (event: EngineEvent) => told.push(event.type),
    lost: () => {
      told.push('lost');
      return isWanted;
    },
    ended: (error) => {
      told.push('ended');
      errors.push(error);
    },
  });
  return { engine, supervisor, told, errors };
}

const settle = () => jest.advanceTimersByTimeAsync(0);

async function running(options?: { isWanted: boolean }) {
  const all = setUp(options);
  all.supervisor.attend(true);
  all.supervisor.open();
  await settle();
  return all;
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('Supervisor', () => {
  it('starts one engine, in a worker', async () => {
    const { engine, supervisor, told } = await running();
    supervisor.open();
    await settle();
    expect(engine.places).toEqual(['worker']);
    expect(told).toEqual(['started']);
    expect(supervisor.history).toEqual({ restarts: 0 });
  });

  it('starts it on the main thread where no worker can be, and says why', async () => {
    const { engine, supervisor, told } = setUp();
    engine.refusals = [new Error('no worker')];
    supervisor.open();
    await settle();
    expect(engine.places).toEqual(['worker', 'main']);
    expect(told).toEqual(['started']);
    expect(supervisor.history).toEqual({ restarts: 0, onMainThread: 'no worker' });
  });

  it('ends with the main thread’s error where neither can be, and begins with a worker when it is asked again', async () => {
    const { engine, supervisor, errors } = setUp();
    engine.refusals = [new Error('no worker'), new Error('no wasm')];
    supervisor.open();
    await settle();
    expect(errors).toEqual([{ code: 'engine-unavailable', message: 'no wasm' }]);
    supervisor.open();
    await settle();
    expect(engine.places).toEqual(['worker', 'main', 'worker']);
    expect(supervisor.history).toEqual({ restarts: 0 });
  });

  it('replaces an engine that has crashed, in its place, and ends it first', async () => {
    const { engine, supervisor, told } = await running();
    engine.crash(TRAP);
    await settle();
    expect(engine.places).toEqual(['worker', 'worker']);
    expect(engine.mostAtOnce).toBe(1);
    expect(told).toEqual(['started', 'lost', 'started']);
    expect(supervisor.history).toEqual({ restarts: 1 });
  });

  it('replaces on the main thread what has crashed there', async () => {
    const { engine, supervisor } = setUp();
    engine.refusals = [new Error('no worker')];
    supervisor.open();
    await settle();
    engine.crash(TRAP);
    await settle();
    expect(engine.places).toEqual(['worker', 'main', 'main']);
  });

  it('passes on nothing that comes after a failure', async () => {
    const { engine, told } = await running();
    engine.emit(
      { type: 'rows', ids: [1], snapshot: prices(1) },
      { type: 'failed', error: TRAP },
      { type: 'rows', ids: [1], snapshot: prices(2) }
    );
    expect(told).toEqual(['started', 'rows', 'lost']);
  });

  it('leaves it at that while nobody wants an engine, and counts it all the same', async () => {
    const { engine, supervisor } = await running({ isWanted: false });
    engine.crash(TRAP);
    await settle();
    expect(engine.starts).toBe(1);
    supervisor.open();
    await settle();
    expect(engine.starts).toBe(2);
    expect(supervisor.history.restarts).toBe(1);
  });

  it('goes on on the main thread when a worker does not answer', async () => {
    const { engine, supervisor } = await running();
    engine.isHung = true;
    await jest.advanceTimersByTimeAsync(SILENCE_MS);
    expect(engine.places).toEqual(['worker', 'main']);
    expect(engine.mostAtOnce).toBe(1);
    expect(supervisor.history).toEqual({
      restarts: 1,
      onMainThread: expect.stringContaining('did not answer for 3 s'),
    });
  });

  it('lets a worker that answers be, and any that nobody would miss', async () => {
    const { engine, supervisor } = await running();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(engine.requests.filter(({ type }) => type === 'ping').length).toBeGreaterThan(30);
    supervisor.attend(false);
    expect(jest.getTimerCount()).toBe(0);
    engine.isHung = true;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(engine.places).toEqual(['worker']);
  });

  it('begins to count anew when the page goes on', async () => {
    const { engine, supervisor } = await running();
    engine.isHung = true;
    await jest.advanceTimersByTimeAsync(PING_AFTER_MS + ANSWER_MS);
    supervisor.send({ type: 'resume' });
    await jest.advanceTimersByTimeAsync(PING_AFTER_MS + ANSWER_MS);
    expect(engine.starts).toBe(1);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(engine.starts).toBe(2);
  });

  it('asks nothing of an engine on the main thread', async () => {
    const { engine, supervisor } = setUp();
    engine.refusals = [new Error('no worker')];
    supervisor.attend(true);
    supervisor.open();
    await settle();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(engine.requests).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('gives up an engine that is lost again and again, and says what to do', async () => {
    const { engine, errors } = await running();
    for (let loss = 0; loss <= MOST_RESTARTS; loss++) {
      engine.crash(TRAP);
      await settle();
    }
    expect(engine.starts).toBe(1 + MOST_RESTARTS);
    expect(errors).toHaveLength(1);
    expect(errors[0].code).toBe('engine-crashed');
    expect(errors[0].message).toMatch(/stopped 4 times within a minute.*unreachable.*Refresh the panel/);
  });

  it('goes on and on where it is lost now and then', async () => {
    const { engine, errors } = await running();
    for (let loss = 0; loss < 10; loss++) {
      await jest.advanceTimersByTimeAsync(30_000);
      engine.crash(TRAP);
      await settle();
    }
    expect(errors).toEqual([]);
    expect(engine.starts).toBe(11);
  });
});
