import { TICKER_FIELDS } from './support/host';
import { expect, test } from './support/test';

const query = { path: '/ticker', fields: TICKER_FIELDS };

test('the engine runs in a worker', async ({ host, page }) => {
  await host.open({ query });
  await expect.poll(() => host.rows()).toBeGreaterThan(0);
  expect(page.workers()).toHaveLength(1);
});

test('where no worker can start the engine runs on the main thread, and rows arrive all the same', async ({
  host,
  page,
}) => {
  await page.route(/engine-worker\.js/, (route) => route.abort());
  await host.open({ query });
  await expect.poll(() => host.rows()).toBeGreaterThan(3);
  expect(page.workers()).toHaveLength(0);
});

test('where a policy refuses WebAssembly to worker and page one error names it', async ({ host, feed, page }) => {
  // A worker has the policy of its own script, the main thread the page's.
  await page.route(/engine-worker\.js|\/\?uid=/, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': "script-src 'self' 'unsafe-inline'" };
    await route.fulfill({ response, headers });
  });
  await host.open({ query });
  await expect.poll(async () => (await host.panel())?.state).toBe('Error');
  const errors = (await host.panel())?.errors ?? [];
  expect(errors).toHaveLength(1);
  expect(errors[0]?.message).toContain("'wasm-unsafe-eval'");
  expect(page.workers()).toHaveLength(0);
  await expect.poll(() => feed.open()).toBe(0);
});

test('numbers of many digits are rounded as JSON.parse rounds them', async ({ host }) => {
  const numbers =
    '[0.30000000000000004, -123456789.12345678, 9007199254740993, 5e-324, 2.2250738585072011e-308, 6.02214076e23, ' +
    '1.7976931348623157e308, 0.1000000000000000055511151231257827, 8.98846567431158e307, 1e23]';
  const fields = [{ path: '$[*]', name: 'number', type: 'number' }];
  await host.open({ query: { path: '/echo', subscribe: numbers, where: '$[0]', fields } });
  await expect.poll(() => host.rows()).toBe(10);
  expect(await host.values('number')).toEqual(JSON.parse(numbers));
});
