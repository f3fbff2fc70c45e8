import type { Page } from '@playwright/test';
import { type Host, TICKER_FIELDS, type TestQuery } from './support/host';
import { expect, test } from './support/test';

function ticker(rate = 50, maxHz = 10): TestQuery {
  return {
    path: '/ticker',
    params: [{ name: 'rate', value: String(rate) }],
    fields: TICKER_FIELDS,
    buffer: { kind: 'append', rows: 10_000 },
    maxHz,
  };
}

test.beforeEach(async ({ feed }) => {
  await expect.poll(() => feed.open()).toBe(0);
});

test('a hidden page gets no packet while rows are buffered, and all of them in one when it is shown', async ({
  host,
  page,
}) => {
  await host.open({ query: ticker() });
  await expect.poll(() => host.rows()).toBeGreaterThan(3);
  await setVisibility(page, 'hidden');
  const [packets, rows] = [await host.packets(), await host.rows()];
  await page.waitForTimeout(2000);
  expect(await host.packets()).toBe(packets);
  const first = await page.evaluate(async () => {
    const before = window.tributaryHost!.packets;
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'visible' });
    document.dispatchEvent(new Event('visibilitychange'));
    while (window.tributaryHost!.packets === before) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    return { packets: window.tributaryHost!.packets - before, panel: window.tributaryHost!.panel() };
  });
  expect(first.packets).toBe(1);
  const sequence = first.panel?.series[0]?.fields.find(({ name }) => name === 'seq')?.values ?? [];
  expect(sequence.length).toBeGreaterThan(rows + 50);
  expect(sequence).toEqual(sequence.map((_, index) => index));
});

test('a query that starts in a hidden page is drawn when the page is shown', async ({ host, feed, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
  });
  await host.open({ query: ticker() });
  await expect.poll(() => feed.open()).toBe(1);
  await page.waitForTimeout(500);
  expect(await host.packets()).toBe(0);
  await setVisibility(page, 'visible');
  await expect.poll(() => host.rows()).toBeGreaterThan(20);
});

test('a panel out of view is told once a second, and more often when it comes into view', async ({ host, page }) => {
  await page.setViewportSize({ width: 1440, height: 400 });
  await host.open({ query: ticker(0) });
  await mountDrawn(page, 1);
  await expect.poll(() => packetsOf(host, 101)).toBeGreaterThan(1);
  expect(await packetsWithin(host, 101, 3000)).toBeLessThanOrEqual(4);
  await page.getByTestId('drawn').scrollIntoViewIfNeeded();
  await expect.poll(() => packetsWithin(host, 101, 1000)).toBeGreaterThan(4);
});

test('twenty fast panels leave three quarters of the main thread free, and one that is left is faster', async ({
  host,
  page,
}) => {
  test.setTimeout(150_000);
  await page.setViewportSize({ width: 1440, height: 1800 });
  await host.open({ query: ticker(0) });
  // More than any thread could draw.
  await mountDrawn(page, 20, ticker(50, 60));
  const share = await mainThread(page);
  let before = await host.runs();
  // The pace settles, and then it holds.
  await expect
    .poll(
      async () => {
        before = await host.runs();
        return share(8000);
      },
      { timeout: 90_000 }
    )
    .toBeLessThan(0.25);
  // None of them is left out.
  const after = await host.runs();
  const told = after.map(({ packets }, index) => packets - (before[index]?.packets ?? 0)).filter((count) => count > 0);
  expect(told).toHaveLength(20);
  const perSecond = Math.max(...told) / 8;
  await page.evaluate(() => window.tributaryHost?.drawn.unmount(19));
  await expect.poll(() => packetsWithin(host, 101, 1000), { timeout: 20_000 }).toBeGreaterThan(2 * perSecond);
});

async function setVisibility(page: Page, state: DocumentVisibilityState): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

async function mountDrawn(page: Page, count: number, query = ticker()): Promise<void> {
  const queries = Array.from({ length: count }, () => [{ version: 1, ...query }]);
  await page.evaluate((list) => window.tributaryHost?.drawn.mount(list), queries);
}

async function packetsOf(host: Host, panelId: number): Promise<number> {
  return (await host.runs()).find((run) => run.panelId === panelId)?.packets ?? 0;
}

async function packetsWithin(host: Host, panelId: number, ms: number): Promise<number> {
  const before = await packetsOf(host, panelId);
  await host.page.waitForTimeout(ms);
  return (await packetsOf(host, panelId)) - before;
}

/** Measures which share of a time the page's main thread spends in tasks, whoever's they are. */
async function mainThread(page: Page): Promise<(ms: number) => Promise<number>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const spent = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const value = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
    return { tasks: value('TaskDuration'), now: value('Timestamp') };
  };
  return async (ms) => {
    const before = await spent();
    await page.waitForTimeout(ms);
    const after = await spent();
    return (after.tasks - before.tasks) / (after.now - before.now);
  };
}
