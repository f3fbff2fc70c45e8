import { TICKER_FIELDS } from './support/host';
import { expect, test } from './support/test';

const LINGER_MS = 1500;

test.beforeEach(async ({ feed }) => {
  // The page of the test before is closed: so are its sockets, in a moment.
  await expect.poll(() => feed.open()).toBe(0);
});

test('the socket outlives the last subscription for as long as it lingers, and then closes', async ({ host, feed }) => {
  await host.open({
    ds: { jsonData: { linger: { socketMs: LINGER_MS } } },
    query: { path: '/ticker', fields: TICKER_FIELDS },
  });
  await expect.poll(() => host.rows()).toBeGreaterThan(0);
  expect(await feed.open()).toBe(1);

  const stopped = Date.now();
  await host.stop();
  await expect.poll(() => feed.open(), { intervals: [50] }).toBe(0);
  expect(Date.now() - stopped).toBeGreaterThanOrEqual(LINGER_MS);
});

test('a refresh within the linger time uses the same socket', async ({ host, feed }) => {
  await host.open({ query: { path: '/ticker', fields: TICKER_FIELDS } });
  await expect.poll(() => host.rows()).toBeGreaterThan(0);
  const { total } = await feed.connections();
  await host.page.evaluate(() => window.tributaryHost?.refresh());
  await expect.poll(async () => (await host.runs()).at(1)?.packets ?? 0).toBeGreaterThan(2);
  expect(await feed.connections()).toMatchObject({ open: 1, total });
});

test('two queries of the same address share one socket', async ({ host, feed }) => {
  await host.open({
    query: [
      { refId: 'A', path: '/ticker', fields: TICKER_FIELDS },
      { refId: 'B', path: '/ticker', fields: [{ path: '$' }] },
    ],
  });
  await expect.poll(() => host.rows('A')).toBeGreaterThan(0);
  await expect.poll(() => host.rows('B')).toBeGreaterThan(0);
  expect(await feed.open()).toBe(1);
});
