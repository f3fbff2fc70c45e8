/**
 * `cargo xtask demo --check`: opens the page as a newcomer does, and says whether live rows were received and drawn.
 *
 *     TRIBUTARY_FEED=http://127.0.0.1:PORT node tests/e2e/check.mjs [--screenshot] [FILE]
 *
 * Drawn means: the latest sequence number that the feed had sent stands in the table, and the chart's pixels change
 * between two looks. Ends with 0 when both are so. The screenshot goes to `tests/out/demo.png`.
 */
import { chromium } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchOptions } from './support/browser.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const TIMEOUT_MS = 30_000;
/** A picture of the first second would show the beginning of a line: this is half of the chart's width. */
const SCREENSHOT_ROWS = 300;

/** @param {Page} page */
function received(page) {
  return page.evaluate(() => {
    const host = window.tributaryHost;
    if (host?.failure) {
      throw new Error(`the page could not start: ${host.failure}`);
    }
    const rows = host?.panel()?.series[0]?.length ?? 0;
    return { rows, packets: host?.packets ?? 0 };
  });
}

/**
 * The last sequence number in what the feed sent, read off the socket's own frames.
 *
 * @param {Page} page
 * @returns {() => number | undefined}
 */
function watchFeed(page) {
  /** @type {number | undefined} */
  let latest;
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      latest = JSON.parse(String(payload)).seq;
    })
  );
  return () => latest;
}

/** @param {Page} page */
function chartPixels(page) {
  return page
    .getByTestId('chart')
    .locator('canvas')
    .first()
    .evaluate((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL());
}

/**
 * Waits until `look` finds something that is not undefined.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T | undefined>} look
 * @returns {Promise<T>}
 */
async function until(what, look) {
  const deadline = Date.now() + TIMEOUT_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what}: not within ${TIMEOUT_MS / 1000} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** @param {Page} page */
async function check(page) {
  const latest = watchFeed(page);
  await page.goto(feed);

  const { rows, packets } = await until('rows received', async () => {
    const now = await received(page);
    return now.rows > 1 ? now : undefined;
  });
  print(`received: ${rows} rows in ${packets} packets through ${feed}`);

  const table = page.getByTestId('table');
  const sequence = await until('the latest sequence number in the table', async () => {
    const sent = latest();
    if (sent === undefined) {
      return undefined;
    }
    // Rows reach the table within a few tenths of a second, and stay in sight for a little less than one.
    const cell = table.getByRole('gridcell', { name: String(sent), exact: true });
    const shown = await cell.waitFor({ state: 'attached', timeout: 2000 }).then(
      () => true,
      () => false
    );
    return shown ? sent : undefined;
  });
  print(`drawn: the feed's latest sequence number ${sequence} stands in the table`);

  const before = await until('a chart', () => chartPixels(page));
  await until('a change of the chart', async () => ((await chartPixels(page)) === before ? undefined : true));
  print('drawn: the chart changed between two looks');
}

/**
 * @param {Page} page
 * @param {string} file
 */
async function takeScreenshot(page, file) {
  await until(`${SCREENSHOT_ROWS} rows for the screenshot`, async () =>
    (await received(page)).rows >= SCREENSHOT_ROWS ? true : undefined
  );
  await mkdir(dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  print(`screenshot: ${file}`);
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}

const { values: options, positionals } = parseArgs({
  options: { screenshot: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const feed = process.env.TRIBUTARY_FEED ?? '';
if (feed === '') {
  process.stderr.write('TRIBUTARY_FEED must be the address of a feed server that serves the host page\n');
  process.exit(2);
}

const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(TIMEOUT_MS);
  await check(page);
  if (options.screenshot) {
    await takeScreenshot(page, positionals[0] ?? fileURLToPath(new URL('../out/demo.png', import.meta.url)));
  }
} catch (error) {
  // The first line says what; Playwright's further ones are its call log.
  const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
  process.stderr.write(`not shown: ${reason}\n`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
