import { TICKER_FIELDS, type TestQuery } from './support/host';
import { expect, test } from './support/test';

/** Short waits: what they are bounds of is tested on a virtual clock. */
const QUICK = { baseMs: 50, capMs: 200, stableMs: 100 };

function ticker(params: Record<string, string | number>): TestQuery {
  const fault = Object.entries(params).map(([name, value]) => ({
    name,
    value: String(value),
  }));
  return {
    path: '/ticker',
    params: [{ name: 'rate', value: '50' }, ...fault],
    fields: TICKER_FIELDS,
  };
}

test.afterEach(async ({ feed, page }) => {
  await page.close();
  // What is there by half only stays open for the server.
  await feed.restart(0);
});

for (const [fault, params] of [
  ['cuts the TCP connection', { cut: 5 }],
  ['closes for a restart', { close: 1012, closeAfter: 5 }],
  ['closes with a code of its own', { close: 4123, closeAfter: 5 }],
  ['closes without any reason', { close: 1000, closeAfter: 5 }],
  ['sends what is no WebSocket frame', { rawGarbage: 5 }],
] as const) {
  test(`a server that ${fault} is connected to again and again, and the rows go on`, async ({ host, feed }) => {
    await host.open({
      ds: { jsonData: { reconnect: QUICK } },
      query: ticker(params),
    });
    await expect.poll(() => host.rows()).toBeGreaterThan(18);
    expect((await feed.connections()).open).toBeLessThanOrEqual(1);
    expect(await host.panel()).toMatchObject({
      state: 'Streaming',
      errors: [],
    });
  });
}

for (const [fault, params] of [
  ['stalls', { stall: 5 }],
  ['is there by half only', { halfOpen: 5 }],
] as const) {
  test(`a server that ${fault} is given up after the idle timeout, and the rows go on`, async ({ host }) => {
    const reconnect = { ...QUICK, idleTimeoutMs: 400 };
    await host.open({ ds: { jsonData: { reconnect } }, query: ticker(params) });
    await expect.poll(() => host.rows()).toBeGreaterThan(12);
  });
}

test('an outage is a gap in the rows, and nothing else is', async ({ host, feed }) => {
  await host.open({ ds: { jsonData: { reconnect: QUICK } }, query: ticker({}) });
  await expect.poll(() => host.rows()).toBeGreaterThan(3);
  await feed.restart(300);
  // Each connection's messages are counted from 0.
  const restarts = async () => (await host.values('seq')).indexOf(0, 1);
  await expect.poll(restarts).toBeGreaterThan(0);
  const sequence = await host.values('seq');
  expect(sequence.filter((value) => value === null)).toHaveLength(1);
  expect(sequence.indexOf(null) + 1).toBe(await restarts());
  const times = (await host.values('time')) as number[];
  expect([...times].sort((a, b) => a - b)).toEqual(times);
});

test('an upgrade that is never answered is given up, and the panel says so', async ({ host }) => {
  await host.open({
    ds: { jsonData: { reconnect: { ...QUICK, connectTimeoutMs: 300 } } },
    query: { path: '/hang', fields: TICKER_FIELDS },
  });
  await expect
    .poll(() => host.notices())
    .toContainEqual(expect.stringMatching(/^warning: Reconnecting.*did not answer within 300 ms/));
  expect(await host.panel()).toMatchObject({ state: 'Streaming', errors: [] });
});

for (const [status, words] of [
  [401, /refused the credentials/],
  [403, /403/],
  [426, /Upgrade/],
  [503, /can't reach the host/],
] as const) {
  test(`an upgrade that is refused with ${status} is explained on the panel`, async ({ host }) => {
    await host.open({
      ds: { jsonData: { reconnect: QUICK } },
      query: { path: `/refuse/${status}`, fields: TICKER_FIELDS },
    });
    await expect.poll(() => host.notices()).toContainEqual(expect.stringMatching(words));
    expect(await host.panel()).toMatchObject({
      state: 'Streaming',
      errors: [],
    });
  });
}

test('a close code that the settings say to stop at is not tried again', async ({ host, feed }) => {
  await host.open({
    ds: { jsonData: { reconnect: { ...QUICK, closeCodes: { 4123: 'stop' } } } },
    query: ticker({ close: 4123, closeAfter: 3 }),
  });
  await expect.poll(() => host.notices()).toContainEqual(expect.stringMatching(/^error: Not connected.*4123/));
  const { total } = await feed.connections();
  await host.page.waitForTimeout(1000);
  expect((await feed.connections()).total).toBe(total);
  expect(await host.rows()).toBe(3);
});

test('messages that are no JSON are counted, and the rows between them lose nothing', async ({ host }) => {
  await host.open({ query: ticker({ garbage: 3 }) });
  await expect.poll(() => host.rows()).toBeGreaterThan(12);
  const sequence = await host.values('seq');
  expect(sequence).toEqual(sequence.map((_, index) => index));
  expect(await host.notices()).toContainEqual(expect.stringMatching(/^warning: \d+ messages could not be read/));
});

test('a flood is taken to its last message', async ({ host }) => {
  const flood = ticker({ flood: 50_000, count: 50_000 });
  await host.open({
    query: { ...flood, buffer: { kind: 'append', rows: 10 } },
  });
  await expect.poll(async () => (await host.values('seq')).at(-1), { timeout: 25_000 }).toBe(49_999);
});
