import { TICKER_FIELDS, type TestQuery } from './support/host';
import { expect, test } from './support/test';

const LINGER = { socketMs: 300, bufferMs: 300 };

function ticker(fields = TICKER_FIELDS, rate = 50): TestQuery {
  return { path: '/ticker', params: [{ name: 'rate', value: String(rate) }], fields };
}

test.beforeEach(async ({ feed }) => {
  await expect.poll(() => feed.open()).toBe(0);
});

test('twenty panels of one address open one socket', async ({ host, feed }) => {
  const { total } = await feed.connections();
  await host.open({ query: ticker() });
  // Half of them ask for the same, half for something else.
  const queries = Array.from({ length: 20 }, (_, index) =>
    index % 2 === 0 ? ticker() : ticker([...(TICKER_FIELDS ?? []), { path: '$.price', name: `price ${index}` }])
  );
  await host.mountQuiet(queries);
  await expect
    .poll(async () => (await host.quiet()).every((panel) => (panel?.series[0]?.length ?? 0) > 3), { timeout: 15_000 })
    .toBe(true);
  expect(await feed.connections()).toMatchObject({ open: 1, total: total + 1 });
});

test('a hundred refreshes in ten seconds open no further socket and lose no row', async ({ host, feed, page }) => {
  await host.open({ query: { ...ticker(), buffer: { kind: 'append', rows: 10_000 } } });
  await expect.poll(() => host.rows()).toBeGreaterThan(0);
  const { total } = await feed.connections();
  for (let refresh = 0; refresh < 100; refresh++) {
    await page.evaluate(() => window.tributaryHost?.refresh());
    await page.waitForTimeout(100);
  }
  const rows = await host.rows();
  await expect.poll(() => host.rows()).toBeGreaterThan(rows + 5);
  expect(await feed.connections()).toMatchObject({ open: 1, total });
  const sequence = await host.values('seq');
  expect(sequence).toEqual(sequence.map((_, index) => index));
});

test('after a thousand mounted panels and a thousand edited queries nothing is left', async ({ host, feed, page }) => {
  test.setTimeout(120_000);
  await host.open({ ds: { jsonData: { linger: LINGER } }, query: ticker() });
  await expect.poll(() => host.rows()).toBeGreaterThan(0);
  const devtools = await page.context().newCDPSession(page);
  const heap = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    return usedSize / 2 ** 20;
  };
  const churn = (rounds: number) =>
    page.evaluate(
      async ({ rounds, query }) => {
        for (let round = 0; round < rounds; round++) {
          const edited = { ...query, fields: [...(query.fields ?? []), { path: `$.edit${round}` }] };
          window.tributaryHost?.quiet.mount([[query], [edited]]);
          await new Promise((resolve) => setTimeout(resolve, 1));
          window.tributaryHost?.quiet.unmount();
        }
      },
      { rounds, query: ticker() }
    );
  // What is compiled and cached by the first ones is no leak.
  await churn(200);
  await host.stop();
  await expect.poll(() => feed.open()).toBe(0);
  const before = await heap();
  await churn(1000);
  await expect.poll(() => feed.open()).toBe(0);
  await expect.poll(async () => (await heap()) - before, { timeout: 20_000 }).toBeLessThan(1);
});

test('a query that is edited for good is unsubscribed from, and the socket stays', async ({ host, feed, page }) => {
  const query = (id: string): TestQuery => ({
    path: '/session',
    params: [
      { name: 'rate', value: '50' },
      { name: 'edited', value: '1' },
    ],
    subscribe: `{"type":"subscribe","id":"${id}","session":"\${match.session}"}`,
    unsubscribe: `{"type":"unsubscribe","id":"${id}"}`,
    where: `$.id == '${id}'`,
    fields: [{ path: '$.data.seq', type: 'number' }],
  });
  const steps = [{ send: '{"type":"hello","token":"tributary"}' }, { await: '$.session' }];
  await host.open({ ds: { jsonData: { handshake: { steps }, linger: LINGER } }, query: query('a') });
  await expect.poll(() => host.rows()).toBeGreaterThan(3);
  await page.evaluate((next) => window.tributaryHost?.setQueries([next]), { version: 1, ...query('b') });
  const kinds = async () => (await feed.textsWith('edited')).map((text) => text.replace(/,"session.*/, ''));
  await expect
    .poll(kinds)
    .toEqual([
      '{"type":"hello","token":"tributary"}',
      '{"type":"subscribe","id":"a"',
      '{"type":"subscribe","id":"b"',
      '{"type":"unsubscribe","id":"a"}',
    ]);
  await expect.poll(() => host.rows()).toBeGreaterThan(3);
  expect((await host.values('seq'))[0]).toBe(0);
});
