import { TICKER_FIELDS } from './support/host';
import { expect, test } from './support/test';

test('`$` as the only field shows each message’s own JSON in the table', async ({ host }) => {
  await host.open({ query: { path: '/ticker', fields: [{ path: '$' }] } });
  await expect(host.table.getByRole('columnheader', { name: 'message' })).toBeVisible();
  const cell = host.table.getByRole('gridcell').filter({ hasText: '"seq"' }).first();
  await expect(cell).toBeVisible();
  expect(JSON.parse((await cell.textContent()) ?? '')).toMatchObject({ type: 'trade', seq: expect.any(Number) });
});

test('a numeric field draws over the last five minutes', async ({ host, page }) => {
  await host.open({
    range: 'now-5m..now',
    query: { path: '/ticker', fields: [...(TICKER_FIELDS ?? []), { path: '$.price', type: 'number' }] },
  });
  await expect(page.getByText('Last 5 minutes')).toBeVisible();
  await expect.poll(() => host.rows()).toBeGreaterThan(5);
  const before = await host.chartPixels();
  await expect.poll(() => host.chartPixels()).not.toBe(before);
});

test('the oldest rows make room for new ones when the buffer is full', async ({ host }) => {
  await host.open({ query: { path: '/ticker', fields: TICKER_FIELDS, buffer: { kind: 'append', rows: 5 } } });
  await expect.poll(async () => (await host.values('seq')).at(-1)).toBeGreaterThanOrEqual(12);
  const kept = await host.values('seq');
  const last = Number(kept.at(-1));
  expect(kept).toEqual([last - 4, last - 3, last - 2, last - 1, last]);
});

test('a dashboard refresh keeps the rows: they are in its first packet', async ({ host, page }) => {
  await host.open({ query: { path: '/ticker', fields: TICKER_FIELDS } });
  await expect.poll(() => host.rows()).toBeGreaterThan(10);
  const before = await host.values('seq');

  await page.getByTestId('data-testid RefreshPicker run button').click();
  await expect.poll(async () => (await host.runs()).at(1)?.first).toBeDefined();

  const [first, second] = await host.runs();
  expect(first?.ended).toBe(true);
  const seq = second?.first?.series[0]?.fields.find((field) => field.name === 'seq')?.values;
  expect(seq?.slice(0, before.length)).toEqual(before);
});

test('two queries draw side by side, each under its own letter', async ({ host }) => {
  await host.open({
    query: [
      { refId: 'A', path: '/ticker', fields: TICKER_FIELDS },
      { refId: 'B', path: '/machine', fields: [{ path: '$.machine.spindle.rpm', type: 'number' }] },
    ],
  });
  await expect.poll(() => host.rows('A')).toBeGreaterThan(0);
  await expect.poll(() => host.rows('B')).toBeGreaterThan(0);
  expect((await host.panel())?.series.map(({ refId }) => refId)).toEqual(['A', 'B']);
});
