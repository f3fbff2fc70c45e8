import { createServer } from 'node:net';
import { TICKER_FIELDS } from './support/host';
import { expect, test } from './support/test';

const good = { refId: 'B', path: '/ticker', fields: TICKER_FIELDS };

test('a bad field path is an error that says where it is wrong', async ({ host }) => {
  await host.open({ query: { path: '/ticker', fields: [{ path: '$.price[' }] } });
  await expect.poll(async () => (await host.panel())?.state).toBe('Error');
  const message = (await host.panel())?.errors[0]?.message;
  expect(message).toContain('$.price[');
  expect(message).toMatch(/character \d+/);
  await expect(host.chart.getByTestId('data-testid Panel status error')).toBeVisible();
  await expect(host.queryCard.getByRole('alert')).toContainText(/character \d+/);
});

test('a bad field path does not keep another query from drawing', async ({ host }) => {
  await host.open({ query: [{ refId: 'A', path: '/ticker', fields: [{ path: '$.price[' }] }, good] });
  await expect.poll(() => host.rows('B')).toBeGreaterThan(3);
  expect(await host.notices()).toContainEqual(expect.stringMatching(/^error: .*\$\.price\[.*character \d+/));
  await expect(host.chart.getByTestId('panel-notice-error')).toBeVisible();
  const before = await host.chartPixels();
  await expect.poll(() => host.chartPixels()).not.toBe(before);
});

test('a path that would leave the data source’s address is refused', async ({ host }) => {
  await host.open({ query: { path: '../api/ticker', fields: TICKER_FIELDS } });
  await expect.poll(async () => (await host.panel())?.state).toBe('Error');
  expect((await host.panel())?.errors[0]?.message).toContain('under the data source');
});

test('a message that is not JSON is counted and shown, and the next one still works', async ({ host }) => {
  // `where` lets both queries share the socket: each gets what either of them had sent back.
  const fields = [{ path: '$.n', type: 'number' }];
  await host.open({
    query: [
      { refId: 'A', path: '/echo', subscribe: 'this is not JSON', where: '$.n', fields },
      { refId: 'B', path: '/echo', subscribe: '{"n":7}', where: '$.n', fields },
    ],
  });
  await expect.poll(() => host.values('n', 'A')).toContain(7);
  await expect
    .poll(() => host.notices())
    .toContainEqual(expect.stringMatching(/^warning: 1 message could not be read.*this is not JSON/));
  await expect(host.table.getByTestId('panel-notice-warning')).toBeVisible();
});

for (const access of ['proxy', 'direct'] as const) {
  test(`a refused connection (${access}) is a notice, and the time window goes on`, async ({ host }) => {
    const port = await unusedPort();
    const url = `${access === 'proxy' ? 'http' : 'ws'}://127.0.0.1:${port}`;
    await host.open({
      ds: { access, url, jsonData: { reconnect: { baseMs: 100, capMs: 200 } } },
      query: { path: '/ticker', fields: TICKER_FIELDS },
    });
    await expect.poll(() => host.notices()).toContainEqual(expect.stringMatching(/^warning: Reconnecting/));
    const first = await host.panel();
    expect(first).toMatchObject({ state: 'Streaming', errors: [] });
    await expect(host.chart.getByTestId('panel-notice-warning')).toBeVisible();
    await expect.poll(async () => (await host.panel())?.range.to).toBeGreaterThan(first?.range.to ?? Infinity);
  });
}

test('rows go on by themselves after the server was away', async ({ host, feed }) => {
  await host.open({
    ds: { jsonData: { reconnect: { baseMs: 100, capMs: 500 } } },
    query: { path: '/ticker', fields: TICKER_FIELDS },
  });
  await expect.poll(() => host.rows()).toBeGreaterThan(3);
  await feed.restart(1500);
  const cut = await host.rows();
  await expect.poll(() => host.notices()).toContainEqual(expect.stringMatching(/^warning: Reconnecting/));
  await expect.poll(() => host.rows()).toBeGreaterThan(cut + 3);
  await expect.poll(() => host.notices()).toEqual([]);
  expect((await host.runs()).length).toBe(1);
});

/** A port that nobody listens on: one that was free a moment ago. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') {
    throw new Error('A listening server has an address');
  }
  return address.port;
}

test('an address that the page’s policy forbids is named, with what to do, and not tried again', async ({
  host,
  feed,
  page,
}) => {
  // A worker has the policy of its own script, the main thread the page's.
  await page.route(/engine-worker\.js|\/\?uid=/, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': "connect-src 'self'" };
    await route.fulfill({ response, headers });
  });
  const url = feed.socketUrl.replace('127.0.0.1', 'localhost');
  await host.open({ ds: { access: 'direct', url }, query: { path: '/ticker', fields: TICKER_FIELDS } });
  await expect
    .poll(() => host.notices())
    .toContainEqual(
      expect.stringMatching(/^error: Not connected: The page's content security policy.*localhost.*connect-src/)
    );
  expect(await feed.open()).toBe(0);
});
