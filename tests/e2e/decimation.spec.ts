import type { TestQuery } from './support/host';
import { expect, test } from './support/test';

const ROWS = 30_000;
/** The number of the feed's first message. */
const FIRST = 1_000_000_000;

/** So many messages at once, of the last four minutes, and then a few more each second. */
const FLOOD: TestQuery = {
  path: '/blast',
  params: [
    { name: 'flood', value: String(ROWS) },
    { name: 'spanMs', value: '240000' },
    { name: 'rate', value: '5' },
  ],
  fields: [
    { path: '$.time', type: 'time', role: 'time' },
    { path: '$.seq', type: 'number' },
    { path: '$.value', type: 'number' },
  ],
  buffer: { kind: 'append', rows: 2 * ROWS },
};

test('a chart is given few rows of many, the newest among them, and the inspector says so', async ({ host }) => {
  await host.open({ query: { ...FLOOD, format: 'timeseries' } });
  await expect.poll(async () => Number((await host.values('seq')).at(-1)) - FIRST).toBeGreaterThan(ROWS + 5);
  const series = await host.series();
  const { 'Rows in the buffer': kept, 'Rows shown of them (as many as the chart can tell apart)': shown } =
    series?.stats ?? {};
  expect(Number(kept)).toBeGreaterThan(ROWS);
  expect(Number(shown)).toBe(series?.length);
  // Four rows for each of the panel's pixels at most.
  expect(series?.length).toBeLessThan(ROWS / 2);
  expect(series?.length).toBeGreaterThan(500);
  const seqs = (await host.values('seq')).map(Number);
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
});

for (const [whom, query] of [
  ['a chart whose query says so', { format: 'timeseries', decimate: false }],
  ['a table', { format: 'table' }],
  ['what may be one', {}],
] as const) {
  test(`${whom} is given all rows`, async ({ host }) => {
    await host.open({ query: { ...FLOOD, ...query } });
    await expect.poll(() => host.rows()).toBeGreaterThan(ROWS);
    const seqs = (await host.values('seq')).map(Number);
    expect(seqs.every((seq, row) => seq === FIRST + row)).toBe(true);
  });
}

test('a chart that is refreshed shows the same buffer at once', async ({ host, page }) => {
  await host.open({ query: { ...FLOOD, format: 'timeseries' } });
  await expect.poll(async () => Number((await host.stats())['Rows in the buffer'])).toBeGreaterThan(ROWS);
  await page.getByTestId('data-testid RefreshPicker run button').click();
  await expect.poll(async () => (await host.runs()).at(1)?.first).toBeDefined();
  const first = (await host.runs())[1]?.first?.series[0];
  expect(Number(first?.stats['Rows in the buffer'])).toBeGreaterThanOrEqual(ROWS);
  expect(first?.length).toBeGreaterThan(500);
});
