/**
 * `cargo xtask bench connection`: the built plugin in the host page, against the feed server.
 *
 *     TRIBUTARY_FEED=http://127.0.0.1:PORT node tests/bench/connection.mjs
 *
 * Prints one line of JSON: how many sockets twenty panels of one address opened, and for each of twenty data sources
 * how many milliseconds after a restart of the server its panel had a new row. Their waits are drawn at random, so
 * twenty of them are twenty samples.
 */
import { chromium } from '@playwright/test';
import { launchOptions } from '../e2e/support/browser.mjs';

const PANELS = 20;
/** A connection that was open for so long waits as one that never failed; see `stableMs`. */
const STABLE_MS = 11_000;
const TIMEOUT_MS = 60_000;

const feed = process.env.TRIBUTARY_FEED;
if (!feed) {
  throw new Error('TRIBUTARY_FEED must be the address of a feed server that serves the host page');
}

/** @type {Partial<import('@grafana/schema').DataQuery> & Record<string, unknown>} */
const query = {
  version: 1,
  path: '/ticker',
  params: [{ name: 'rate', value: '100' }],
  fields: [
    { path: '$.time', type: 'time', role: 'time' },
    { path: '$.seq', type: 'number' },
  ],
};

const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.goto(`${feed}/?${new URLSearchParams({ uid: 'bench', query: JSON.stringify([]) })}`);
  await page.waitForFunction(() => window.tributaryHost?.ready);
  const sockets = await socketsForPanels(page);
  const recoverMs = await recoveries(page);
  process.stdout.write(`${JSON.stringify({ sockets, recoverMs })}\n`);
} finally {
  await browser.close();
}

/** @returns {Promise<number>} */
async function opened() {
  const answer = await fetch(`${feed}/api/feed/connections`);
  return (await answer.json()).total;
}

/**
 * Mounts as many panels with the same query, waits until each has rows, and counts the sockets.
 *
 * @param {import('@playwright/test').Page} page
 */
async function socketsForPanels(page) {
  const before = await opened();
  await page.evaluate(
    ({ panels, query }) => {
      window.tributaryHost?.quiet.mount(Array.from({ length: panels }, () => [query]));
    },
    { panels: PANELS, query }
  );
  await page.waitForFunction(() =>
    window.tributaryHost?.quiet.panels().every((panel) => (panel?.series[0]?.length ?? 0) > 0)
  );
  await page.evaluate(() => window.tributaryHost?.quiet.unmount());
  return (await opened()) - before;
}

/**
 * A panel for each of as many data sources, each with a socket of its own; then the server restarts.
 *
 * @param {import('@playwright/test').Page} page
 */
async function recoveries(page) {
  await page.evaluate(
    async ({ panels, query }) => {
      for (let number = 0; number < panels; number++) {
        await window.tributaryHost?.addDataSource({ uid: `bench-${number}` });
        window.tributaryHost?.quiet.mount([[query]], `bench-${number}`);
      }
    },
    { panels: PANELS, query }
  );
  await page.waitForFunction(() =>
    window.tributaryHost?.quiet.panels().every((panel) => (panel?.series[0]?.length ?? 0) > 0)
  );
  await page.waitForTimeout(STABLE_MS);
  return page.evaluate(async (timeoutMs) => {
    await fetch('/api/feed/restart?downMs=0', { method: 'POST' });
    const restarted = Date.now();
    /** @type {Array<number | undefined>} */
    const recovered = [];
    while (Date.now() - restarted < timeoutMs) {
      window.tributaryHost?.quiet.panels().forEach((panel, index) => {
        const newest = Number(panel?.series[0]?.fields[0]?.values.at(-1) ?? 0);
        if (newest > restarted) {
          recovered[index] ??= Date.now() - restarted;
        }
      });
      if (window.tributaryHost?.quiet.panels().every((_, index) => recovered[index] !== undefined)) {
        return recovered;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`not every panel had a new row within ${timeoutMs / 1000} s`);
  }, TIMEOUT_MS);
}
