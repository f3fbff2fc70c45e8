import { EngineClient } from '../engine/client';
import { FakeEngine } from '../testing/fakeEngine';
import { CONNECTING, COUNTS, json, numbers, OPEN, snapshot, stopped, waiting } from '../testing/snapshots';
import { type AddressSettings } from '../url/resolve';
import { testConnection, type TestOptions } from './testConnection';
import { answer } from './testSupport';

const PAGE = { protocol: 'https:', host: 'grafana.example', appSubUrl: '' };
const PROXY: AddressSettings = { uid: 'abc', access: 'proxy', jsonData: {} };
const DIRECT: AddressSettings = { uid: 'abc', access: 'direct', url: 'wss://feed.example/ws', jsonData: {} };
const REFUSED = waiting('It did not open.');

const flush = () => jest.advanceTimersByTimeAsync(0);

async function setUp(given: Partial<TestOptions> = {}) {
  const engine = new FakeEngine();
  const fetch = jest.fn();
  const result = testConnection({
    settings: PROXY,
    page: PAGE,
    engine: new EngineClient(engine.start),
    fetch,
    timeoutMs: 10_000,
    ...given,
  });
  await flush();
  return { engine, fetch, result };
}

function message(text: string) {
  return snapshot([numbers('time', [0], 'time'), json('message', [text])], 1);
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('testConnection', () => {
  it('shows the first message, and ends its subscription', async () => {
    const { engine, result } = await setUp();
    const id = engine.idOf();
    engine.status([id], CONNECTING);
    engine.status([id], OPEN);
    engine.rows([id], message('{"seq":0}'));
    await flush();
    expect(await result).toEqual({ status: 'success', message: expect.stringContaining('{"seq":0}') });
    expect(engine.live.size).toBe(0);
  });

  it('opens a socket of its own that closes at once', async () => {
    const { engine } = await setUp();
    const { engine: other } = await setUp();
    const [spec] = engine.live.values();
    const [otherSpec] = other.live.values();
    expect(spec.connection).toMatchObject({ lingerMs: 0, reconnect: { connectTimeoutMs: 10_000 } });
    expect(spec.connection.scope).not.toBe('abc');
    expect(spec.connection.scope).not.toBe(otherSpec.connection.scope);
    expect(spec.stream.fields).toEqual([expect.objectContaining({ path: '$' })]);
  });

  it('succeeds, saying so, when it opens and stays silent', async () => {
    const { engine, result } = await setUp();
    engine.status([engine.idOf()], OPEN);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await result).toEqual({
      status: 'success',
      message: expect.stringContaining('no message arrived within 10 s'),
    });
  });

  it('says that a message could not be read', async () => {
    const { engine, result } = await setUp();
    const lastFailure = { code: 'json-syntax', message: 'expected a value.', sample: 'hello' };
    engine.rows([engine.idOf()], snapshot([], 0, { messages: 1, failed: 1, lastFailure }));
    expect((await result).message).toMatch(/can't be read: expected a value\. It began with: hello/);
  });

  it('does not take a message of the handshake for success before the handshake is done', async () => {
    const { engine, result } = await setUp();
    const id = engine.idOf();
    engine.status([id], { ...COUNTS, state: 'greeting', step: 1 });
    engine.rows([id], message('{"welcome":true}'));
    engine.status([id], waiting('The server did not send what step 2 of the handshake waits for within 5 s.'));
    expect(await result).toEqual({
      status: 'error',
      message: expect.stringMatching(/^The connection opened and ended.*step 2 of the handshake/),
    });
  });

  it('shows a message that came with the handshake once that is done', async () => {
    const { engine, result } = await setUp();
    const id = engine.idOf();
    engine.status([id], { ...COUNTS, state: 'greeting', step: 1 });
    engine.rows([id], message('{"welcome":true}'));
    engine.status([id], OPEN);
    expect(await result).toEqual({ status: 'success', message: expect.stringContaining('{"welcome":true}') });
  });

  it('names the step of a handshake that cannot be run', async () => {
    const handshake = { steps: [{ send: 'hello' }, { await: '$.a[' }] };
    const { engine, result } = await setUp({ settings: { ...PROXY, jsonData: { handshake } } });
    engine.error(engine.idOf(), {
      code: 'path-syntax',
      message: 'expected a selector.',
      field: 'handshake[3]',
      position: 4,
    });
    expect((await result).message).toBe('Handshake, step 2, character 5: expected a selector.');
  });

  it('says what a policy forbids', async () => {
    const { engine, result } = await setUp({ settings: DIRECT });
    engine.status([engine.idOf()], stopped('The policy does not allow it.'));
    expect(await result).toEqual({ status: 'error', message: 'The policy does not allow it.' });
  });

  it('fails with the reason when the server closes before a message', async () => {
    const { engine, result } = await setUp();
    const id = engine.idOf();
    engine.status([id], OPEN);
    engine.status([id], stopped('The server refused access', 4401));
    expect(await result).toEqual({ status: 'error', message: expect.stringContaining('(code 4401)') });
  });

  it('shows an address’s error without connecting', async () => {
    const { engine, result } = await setUp({ settings: { ...DIRECT, url: 'feed.example' } });
    expect(await result).toEqual({ status: 'error', message: expect.stringContaining('wss://') });
    expect(engine.starts).toBe(0);
  });

  it('passes on why the engine cannot run', async () => {
    const engine = new FakeEngine();
    engine.refusal = new Error('blocked by policy');
    const { result } = await setUp({ engine: new EngineClient(engine.start) });
    expect(await result).toEqual({ status: 'error', message: 'blocked by policy' });
  });
});

describe('testConnection through the proxy, when it does not open', () => {
  it('asks over HTTP, and says what to do about what it finds', async () => {
    const { engine, fetch, result } = await setUp();
    fetch.mockResolvedValue(answer(400, 'Authentication to data source failed'));
    engine.status([engine.idOf()], REFUSED);
    expect(await result).toEqual({ status: 'error', message: expect.stringContaining('refused the credentials') });
    expect(fetch).toHaveBeenCalledWith(
      'https://grafana.example/api/datasources/proxy/uid/abc/q0',
      expect.objectContaining({ credentials: 'same-origin' })
    );
  });

  it('says that Grafana itself does not answer', async () => {
    const { engine, fetch, result } = await setUp();
    fetch.mockRejectedValue(new TypeError('Failed to fetch'));
    engine.status([engine.idOf()], REFUSED);
    expect((await result).message).toContain('Grafana itself did not answer (Failed to fetch)');
  });

  it('asks as well when nothing happens within the time limit', async () => {
    const { fetch, result } = await setUp();
    fetch.mockResolvedValue(answer(502));
    await jest.advanceTimersByTimeAsync(10_000);
    expect((await result).message).toContain('502');
  });
});

describe('testConnection directly, when it does not open', () => {
  it('says that the browser hides the reason, and asks nothing over HTTP', async () => {
    const { engine, fetch, result } = await setUp({ settings: DIRECT });
    engine.status([engine.idOf()], REFUSED);
    expect((await result).message).toMatch(
      /could not connect to wss:\/\/feed\.example\/ws.*hide the reason.*connect-src/
    );
    expect(fetch).not.toHaveBeenCalled();
  });

  it('does not try mixed content, which the browser would refuse without a reason', async () => {
    const { engine, result } = await setUp({ settings: { ...DIRECT, url: 'ws://feed.example' } });
    expect((await result).message).toContain('mixed content');
    expect(engine.starts).toBe(0);
  });
});
