import { TICKER_FIELDS } from './support/host';
import { expect, test } from './support/test';

test('an address typed into the settings is saved and tested', async ({ host, feed, page }) => {
  await host.open({ ds: { access: 'direct', url: '' } });
  await host.dataSourceCard.getByLabel('WebSocket host').fill(`${feed.socketUrl}/ticker`);
  const outcome = await host.saveAndTest();
  await expect(outcome).toContainText('a message arrived');

  const stored = await page.request.get(`/api/datasources/uid/${host.uid}`);
  expect(await stored.json()).toMatchObject({ url: `${feed.socketUrl}/ticker`, access: 'direct' });
  // The panels use the new settings at once: the default query shows each message.
  await expect.poll(() => host.rows()).toBeGreaterThan(0);
});

test('a test with the right key connects, with a wrong one it says that the credentials were refused', async ({
  host,
  feed,
}) => {
  const keyed = (value: string) => ({
    access: 'proxy' as const,
    url: `${feed.url}/private/ticker`,
    jsonData: { httpHeaderName1: 'X-Api-Key' },
    secureJsonData: { httpHeaderValue1: value },
  });
  await host.open({ ds: keyed('wrong') });
  await expect(await host.saveAndTest()).toContainText('refused the credentials');
  await host.open({ ds: keyed('tributary') });
  await expect(await host.saveAndTest()).toContainText('a message arrived');
});

test('a test of an address where nobody listens says so', async ({ host }) => {
  // Port 9 (discard) is never served on a machine that runs browser tests.
  await host.open({ ds: { access: 'proxy', url: 'http://127.0.0.1:9' } });
  await expect(await host.saveAndTest()).toContainText("can't reach the host");
});

test('a field added in the query editor becomes a column', async ({ host }) => {
  await host.open({ query: { path: '/ticker', fields: TICKER_FIELDS } });
  await expect(host.table.getByRole('columnheader', { name: 'seq' })).toBeVisible();
  await expect(host.table.getByRole('columnheader', { name: 'side' })).toBeHidden();

  await host.queryCard.getByRole('button', { name: 'Add field' }).click();
  const path = host.queryCard.getByRole('group', { name: 'Field 3' }).getByLabel('JSONPath');
  await path.fill('$.side');
  await path.press('Enter');

  await expect(host.table.getByRole('columnheader', { name: 'side' })).toBeVisible();
  await expect(host.table.getByRole('gridcell', { name: /^(buy|sell)$/ }).first()).toBeVisible();
});

test('the page starts with a sample that is already live', async ({ page, host }) => {
  await page.goto('/');
  await expect(page.getByRole('radio', { name: 'Ticker' })).toBeChecked();
  await expect.poll(() => host.rows()).toBeGreaterThan(3);
  await page.getByRole('radio', { name: 'Machine' }).click();
  await expect(page.getByRole('radio', { name: 'Machine' })).toBeChecked();
  await expect.poll(() => host.values('rpm')).not.toEqual([]);
});
