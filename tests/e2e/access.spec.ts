import { TICKER_FIELDS } from './support/host';
import { expect, test } from './support/test';

const query = { path: '/ticker', fields: TICKER_FIELDS };

test('rows arrive through the proxy, which takes the origin off the request', async ({ host, feed }) => {
  await host.open({ ds: { access: 'proxy', url: feed.url }, query: { ...query, params: [marker(host.uid)] } });
  await expect.poll(() => host.rows()).toBeGreaterThan(3);
  expect(await feed.requestWith(host.uid)).toMatchObject({ path: '/ticker', origin: null });
});

test('rows arrive when the browser dials the address itself', async ({ host, feed }) => {
  await host.open({ ds: { access: 'direct', url: feed.socketUrl }, query: { ...query, params: [marker(host.uid)] } });
  await expect.poll(() => host.rows()).toBeGreaterThan(3);
  expect(await feed.requestWith(host.uid)).toMatchObject({ path: '/ticker', origin: feed.url });
});

test('a query’s path is appended to the path of the data source’s address', async ({ host, feed }) => {
  await host.open({
    ds: { access: 'direct', url: `${feed.socketUrl}/some/prefix` },
    query: { ...query, path: 'below/ticker', params: [marker(host.uid)] },
  });
  await expect.poll(() => host.rows()).toBeGreaterThan(0);
  expect(await feed.requestWith(host.uid)).toMatchObject({ path: '/some/prefix/below/ticker' });
});

test('custom headers and secret parameters reach the upstream, and not the page', async ({ host, feed, page }) => {
  await host.open({
    ds: {
      access: 'proxy',
      url: feed.url,
      jsonData: {
        httpHeaderName1: 'X-Api-Key',
        httpHeaderName2: 'X-Team',
        queryParamName1: 'token',
        queryParamName2: 'second',
        params: [marker(host.uid)],
      },
      secureJsonData: {
        httpHeaderValue1: 'tributary',
        httpHeaderValue2: 'data',
        queryParamValue1: 's3cret & more',
        queryParamValue2: 'two',
      },
    },
    query: { ...query, path: '/private/ticker' },
  });
  await expect.poll(() => host.rows()).toBeGreaterThan(0);

  const request = await feed.requestWith(host.uid);
  expect(request).toMatchObject({
    path: '/private/ticker',
    headers: { 'x-api-key': 'tributary', 'x-team': 'data' },
  });
  const params = new URLSearchParams(request?.query);
  expect([params.get('token'), params.get('second')]).toEqual(['s3cret & more', 'two']);

  const stored = await page.request.get(`/api/datasources/uid/${host.uid}`);
  expect(await stored.text()).not.toContain('s3cret');
});

test('subprotocols are offered to the upstream', async ({ host, feed }) => {
  await host.open({
    ds: { access: 'proxy', url: feed.url, jsonData: { subprotocols: ['first.v1', 'second.v1'] } },
    query: { ...query, params: [marker(host.uid)] },
  });
  await expect.poll(() => feed.requestWith(host.uid)).toMatchObject({ protocols: ['first.v1', 'second.v1'] });
});

test('rows of an address that is changed behind the proxy come from the new one only', async ({ host, feed }) => {
  await host.open({ ds: { access: 'proxy', url: `${feed.url}/ticker` } });
  await expect.poll(async () => kinds(await host.values('message'))).toEqual(['ticker']);
  await host.dataSourceCard.getByLabel('WebSocket host').fill(`${feed.socketUrl}/machine`);
  await host.saveAndTest();
  await expect.poll(async () => kinds(await host.values('message'))).toEqual(['machine']);
});

/** Which feeds these messages come from. */
function kinds(messages: unknown[]): string[] {
  const kind = (message: unknown) => ('machine' in (JSON.parse(String(message)) as object) ? 'machine' : 'ticker');
  return [...new Set(messages.map(kind))];
}

function marker(name: string): { name: string; value: string } {
  return { name, value: '1' };
}
