import { Subject } from 'rxjs';

import { FakeEngine } from '../testing/fakeEngine';
import { OPEN, prices, spec } from '../testing/snapshots';
import { EngineClient, SPARED_BYTES, type StreamEvent } from './client';
import { type EngineRequest } from './protocol';

const TRAP = { code: 'engine-crashed', message: 'The engine stopped: unreachable.' };

const settle = () => new Promise((resolve) => setTimeout(resolve));

function setUp() {
  const engine = new FakeEngine();
  return { engine, client: new EngineClient(engine.start) };
}

describe('EngineClient', () => {
  it('starts the engine with the first subscription and shares it with the next', async () => {
    const { engine, client } = setUp();
    expect(engine.starts).toBe(0);
    client.subscribe(spec('wss://a')).subscribe();
    client.subscribe(spec('wss://b')).subscribe();
    await settle();
    client.subscribe(spec('wss://c')).subscribe();
    expect(engine.starts).toBe(1);
    expect([...engine.live.values()].map(({ connection }) => connection.url)).toEqual([
      'wss://a',
      'wss://b',
      'wss://c',
    ]);
  });

  it('gives each subscription the events that name its id', async () => {
    const { engine, client } = setUp();
    const seen: { a: StreamEvent[]; b: StreamEvent[] } = { a: [], b: [] };
    client.subscribe(spec('wss://a')).subscribe((event) => seen.a.push(event));
    client.subscribe(spec('wss://b')).subscribe((event) => seen.b.push(event));
    await settle();
    const [a, b] = engine.live.keys();
    engine.status([a, b], OPEN);
    engine.rows([b], prices(1));
    expect(seen.a.map(({ type }) => type)).toEqual(['status']);
    expect(seen.b.map(({ type }) => type)).toEqual(['status', 'rows']);
  });

  it('tells the engine when a subscription ends, once, and keeps the engine running', async () => {
    const { engine, client } = setUp();
    const subscription = client.subscribe(spec()).subscribe();
    await settle();
    subscription.unsubscribe();
    subscription.unsubscribe();
    expect(engine.requests.map(({ type }) => type)).toEqual(['subscribe', 'unsubscribe']);
    expect(engine.closes).toBe(0);
  });

  it('ends an engine that holds nothing but grown memory, and starts another for the next subscription', async () => {
    const { engine, client } = setUp();
    const first = client.subscribe(spec()).subscribe();
    await settle();
    engine.emit({ type: 'idle', memoryBytes: 2 * SPARED_BYTES });
    expect(engine.closes).toBe(0);
    first.unsubscribe();
    engine.emit({ type: 'idle', memoryBytes: SPARED_BYTES });
    expect(engine.closes).toBe(0);
    engine.emit({ type: 'idle', memoryBytes: SPARED_BYTES + 1 });
    expect(engine.closes).toBe(1);
    client.subscribe(spec()).subscribe();
    await settle();
    expect([engine.starts, engine.live.size]).toEqual([2, 1]);
  });

  it('asks for nothing when a subscription has ended before the engine started', async () => {
    const { engine, client } = setUp();
    client.subscribe(spec()).subscribe().unsubscribe();
    await settle();
    expect(engine.requests).toEqual([]);
  });

  it('wants rows of those that ask in one turn by one request, and not of those that have left', async () => {
    const { engine, client } = setUp();
    const wants = new Subject<void>();
    client.subscribe(spec('wss://a'), wants).subscribe();
    client.subscribe(spec('wss://b'), wants).subscribe();
    client.subscribe(spec('wss://c')).subscribe();
    const leaving = client.subscribe(spec('wss://d'), wants).subscribe();
    await settle();
    const [a, b] = engine.live.keys();
    wants.next();
    wants.next();
    leaving.unsubscribe();
    await settle();
    expect(engine.requests.filter(({ type }) => type === 'want')).toEqual([{ type: 'want', ids: [a, b] }]);
    wants.next();
    await settle();
    expect(engine.requests.filter(({ type }) => type === 'want')).toHaveLength(2);
    expect(wants.observed).toBe(true);
  });

  it('asks for nothing on behalf of subscriptions that have all left', async () => {
    const { engine, client } = setUp();
    const wants = new Subject<void>();
    const subscription = client.subscribe(spec(), wants).subscribe();
    await settle();
    wants.next();
    subscription.unsubscribe();
    await settle();
    expect(engine.requests.map(({ type }) => type)).toEqual(['subscribe', 'unsubscribe']);
    expect(wants.observed).toBe(false);
  });

  it('tells what was counted anew with the rows that are known', async () => {
    const { engine, client } = setUp();
    const seen: StreamEvent[] = [];
    client.subscribe(spec()).subscribe((event) => seen.push(event));
    await settle();
    const known = prices(1, 2);
    const stats = { ...known.stats, filtered: 7 };
    engine.emit({ type: 'counters', ids: [1], stats });
    expect(seen).toEqual([]);
    engine.emit({ type: 'rows', ids: [1], snapshot: known }, { type: 'counters', ids: [1, 99], stats });
    expect(seen[1]).toEqual({ type: 'rows', ids: [1], snapshot: { ...known, stats } });
  });

  it('passes over events for subscriptions that have gone', async () => {
    const { engine, client } = setUp();
    const next = jest.fn();
    const subscription = client.subscribe(spec()).subscribe(next);
    await settle();
    const id = engine.idOf();
    subscription.unsubscribe();
    engine.rows([id, 99], prices(1));
    engine.error(id, { code: 'path-syntax', message: 'late' });
    expect(next).not.toHaveBeenCalled();
  });

  it('ends only the unusable subscription, with the error and its position', async () => {
    const { engine, client } = setUp();
    const failed = jest.fn();
    const other = jest.fn();
    client.subscribe(spec('wss://a')).subscribe({ error: failed });
    client.subscribe(spec('wss://b')).subscribe({ error: other });
    await settle();
    const id = engine.idOf(({ connection }) => connection.url === 'wss://a');
    engine.error(id, { code: 'path-syntax', message: 'expected ]', field: 'fields[0].path', position: 4 });
    expect(failed).toHaveBeenCalledWith(
      expect.objectContaining({ code: 'path-syntax', message: 'expected ]', field: 'fields[0].path', position: 4 })
    );
    expect(other).not.toHaveBeenCalled();
    // The engine has forgotten it: it is not asked to unsubscribe.
    expect(engine.requests.filter(({ type }) => type === 'unsubscribe')).toEqual([]);
  });

  it('makes its subscriptions again, with their ids, when the engine is lost', async () => {
    const { engine, client } = setUp();
    const events: StreamEvent[] = [];
    const ended = jest.fn();
    client.subscribe(spec('wss://a')).subscribe({ next: (event) => events.push(event), error: ended, complete: ended });
    client.subscribe(spec('wss://b')).subscribe();
    await settle();
    const live = [...engine.live];
    engine.rows([live[0][0]], prices(1, 2));
    engine.crash(TRAP);
    await settle();
    expect(engine.closes).toBe(1);
    expect(engine.starts).toBe(2);
    expect([...engine.live]).toEqual(live);
    engine.rows([live[0][0]], prices(3));
    expect(events.map((event) => event.type === 'rows' && event.snapshot.length)).toEqual([2, 1]);
    expect(ended).not.toHaveBeenCalled();
  });

  it('tells each subscription how often the engine was lost, and its own rows with it', async () => {
    const { engine, client } = setUp();
    const seen: { a: StreamEvent[]; b: StreamEvent[] } = { a: [], b: [] };
    client.subscribe(spec('wss://a')).subscribe((event) => seen.a.push(event));
    client.subscribe(spec('wss://b')).subscribe((event) => seen.b.push(event));
    await settle();
    const [a, b] = engine.live.keys();
    engine.rows([a], prices(1, 2, 3));
    expect(seen.a.at(-1)?.engine).toBeUndefined();
    engine.crash(TRAP);
    await settle();
    engine.rows([a], prices(4));
    engine.crash(TRAP);
    await settle();
    engine.status([a, b], OPEN);
    expect(seen.a.at(-1)?.engine).toEqual({ restarts: 2, rowsLost: 4 });
    expect(seen.b.at(-1)?.engine).toEqual({ restarts: 2, rowsLost: 0 });
  });

  it('tells why the engine runs on the main thread', async () => {
    const { engine, client } = setUp();
    const events: StreamEvent[] = [];
    engine.refusals = [new Error('no worker')];
    client.subscribe(spec()).subscribe((event) => events.push(event));
    await settle();
    engine.status([engine.idOf()], OPEN);
    expect(events[0].engine).toEqual({ restarts: 0, rowsLost: 0, onMainThread: 'no worker' });
  });

  it('ends every subscription when the engine is lost too often, and tries again with the next', async () => {
    const { engine, client } = setUp();
    const failed = jest.fn();
    client.subscribe(spec()).subscribe({ error: failed });
    await settle();
    for (let loss = 0; loss < 4; loss++) {
      expect(failed).not.toHaveBeenCalled();
      engine.crash(TRAP);
      await settle();
    }
    expect(failed).toHaveBeenCalledWith(expect.objectContaining({ code: 'engine-crashed' }));
    client.subscribe(spec()).subscribe();
    await settle();
    expect(engine.live.size).toBe(1);
  });

  it('ends every subscription when the engine cannot start, and tries again with the next', async () => {
    const { engine, client } = setUp();
    const failed = jest.fn();
    engine.refusal = new Error('no wasm');
    client.subscribe(spec()).subscribe({ error: failed });
    await settle();
    expect(failed).toHaveBeenCalledWith(expect.objectContaining({ code: 'engine-unavailable', message: 'no wasm' }));
    engine.refusal = undefined;
    client.subscribe(spec()).subscribe();
    await settle();
    // In a worker, on the main thread, and again in a worker.
    expect(engine.places).toEqual(['worker', 'main', 'worker']);
    expect(engine.live.size).toBe(1);
  });

  it('begins anew for who subscribes in answer to the end', async () => {
    const { engine, client } = setUp();
    const events: StreamEvent[] = [];
    engine.refusals = [new Error('no worker'), new Error('no wasm')];
    client.subscribe(spec()).subscribe({
      error: () => client.subscribe(spec()).subscribe((event) => events.push(event)),
    });
    await settle();
    engine.rows([engine.idOf()], prices(1));
    expect(events).toHaveLength(1);
  });

  it('watches the page while anybody is subscribed, and no longer', async () => {
    const engine = new FakeEngine();
    const unwatch = jest.fn();
    const watch = jest.fn((_: (request: EngineRequest) => void) => unwatch);
    const client = new EngineClient(engine.start, watch);
    const [first, second] = [client.subscribe(spec()).subscribe(), client.subscribe(spec()).subscribe()];
    await settle();
    expect(watch).toHaveBeenCalledTimes(1);
    watch.mock.calls[0][0]({ type: 'resume' });
    expect(engine.requests.at(-1)).toEqual({ type: 'resume' });
    first.unsubscribe();
    expect(unwatch).not.toHaveBeenCalled();
    second.unsubscribe();
    expect(unwatch).toHaveBeenCalledTimes(1);
    client.subscribe(spec()).subscribe().unsubscribe();
    expect([watch, unwatch].map((mock) => mock.mock.calls.length)).toEqual([2, 2]);
  });

  it('asks for new sockets only of an engine that runs', async () => {
    const engine = new FakeEngine();
    const client = new EngineClient(engine.start);
    client.reconnect('scope');
    client.subscribe(spec()).subscribe();
    await settle();
    client.reconnect('scope');
    expect(engine.requests.filter(({ type }) => type === 'reconnect')).toEqual([{ type: 'reconnect', scope: 'scope' }]);
  });
});
