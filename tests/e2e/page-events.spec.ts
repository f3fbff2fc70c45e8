import type { Page } from '@playwright/test';
import { type Host, TICKER_FIELDS } from './support/host';
import { expect, test } from './support/test';

/** Waits so long that only an immediate attempt comes soon. */
const PATIENT = { baseMs: 25_000, capMs: 25_000, connectTimeoutMs: 30_000 };

const query = { path: '/ticker', params: [{ name: 'rate', value: '50' }], fields: TICKER_FIELDS };

test.beforeEach(async ({ feed }) => {
  await expect.poll(() => feed.open()).toBe(0);
});

/** Cuts the connection, and keeps it from coming back by itself. */
async function lose(host: Host, restart: (downMs: number) => Promise<void>): Promise<void> {
  await host.open({ ds: { jsonData: { reconnect: PATIENT } }, query });
  await expect.poll(() => host.rows()).toBeGreaterThan(3);
  await restart(0);
  await expect.poll(() => host.notices()).toContainEqual(expect.stringMatching(/^warning: Reconnecting/));
}

async function comesBack(host: Host): Promise<void> {
  const rows = await host.rows();
  await expect.poll(() => host.rows(), { timeout: 5_000 }).toBeGreaterThan(rows + 3);
  expect(await host.notices()).toEqual([]);
}

for (const [sign, happen] of [
  ['the network is back', () => window.dispatchEvent(new Event('online'))],
  ['the page is looked at', () => document.dispatchEvent(new Event('visibilitychange'))],
  ['the page goes on after it was frozen', () => document.dispatchEvent(new Event('resume'))],
] as const) {
  test(`when ${sign} a lost connection is dialled at once`, async ({ host, feed, page }) => {
    await lose(host, (downMs) => feed.restart(downMs));
    await page.evaluate(happen);
    await comesBack(host);
  });
}

test('several signs at once cause one attempt', async ({ host, feed, page }) => {
  await lose(host, (downMs) => feed.restart(downMs));
  const { total } = await feed.connections();
  await page.evaluate(() => {
    for (const target of [window, document]) {
      ['online', 'pageshow', 'visibilitychange', 'resume'].forEach((name) => target.dispatchEvent(new Event(name)));
    }
  });
  await comesBack(host);
  expect((await feed.connections()).total).toBe(total + 1);
});

test('a page that is put away closes its socket, and opens it again when it is shown', async ({ host, feed, page }) => {
  await host.open({ query });
  await expect.poll(() => host.rows()).toBeGreaterThan(3);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect.poll(() => feed.open()).toBe(0);
  await page.waitForTimeout(1000);
  expect(await feed.open()).toBe(0);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await comesBack(host);
});

test('a sleep of ten minutes is noticed within a second of waking', async ({ host, feed, page }) => {
  await wallClock(page);
  await host.open({ query: { ...query, path: '/ticker', params: [{ name: 'rate', value: '0' }] } });
  await expect.poll(() => feed.open()).toBe(1);
  const { total } = await feed.connections();
  const woke = Date.now();
  await page.evaluate(() => (window.sleptMs = 600_000));
  await expect.poll(async () => (await feed.connections()).total, { intervals: [20] }).toBe(total + 1);
  expect(Date.now() - woke).toBeLessThan(1500);
  await page.waitForTimeout(1000);
  expect(await feed.connections()).toMatchObject({ open: 1, total: total + 1 });
});

test('the user can have a new socket at once', async ({ host, feed }) => {
  await lose(host, (downMs) => feed.restart(downMs));
  await host.queryCard.getByRole('button', { name: /reconnect now/i }).click();
  await comesBack(host);
});

declare global {
  interface Window {
    /** How far the wall clock has run ahead while nothing else did. */
    sleptMs: number;
  }
}

/** The engine on the main thread, where a test can set the wall clock. */
async function wallClock(page: Page): Promise<void> {
  await page.route(/engine-worker\.js/, (route) => route.abort());
  await page.addInitScript(() => {
    window.sleptMs = 0;
    const now = Date.now.bind(Date);
    Date.now = () => now() + window.sleptMs;
  });
}
