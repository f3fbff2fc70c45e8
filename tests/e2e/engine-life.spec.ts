import type { Page, Worker as PageWorker } from '@playwright/test';
import { type Host, TICKER_FIELDS } from './support/host';
import { expect, test } from './support/test';

const query = { path: '/ticker', params: [{ name: 'rate', value: '50' }], fields: TICKER_FIELDS };

const RESTARTS = 'Engine restarts';
const LOST = 'Rows lost with them';
const PLACE = 'The engine runs on the main thread';

test.beforeEach(async ({ feed }) => {
  await expect.poll(() => feed.open()).toBe(0);
});

/** What breaks an engine from within a call: its clock throws what a trap does, this once. */
function breakClock(): void {
  const now = Date.now;
  Date.now = () => {
    Date.now = now;
    throw new WebAssembly.RuntimeError('unreachable');
  };
}

/** The engine's: the page's only one. */
function workerOf(page: Page): PageWorker {
  const [worker, ...others] = page.workers();
  if (!worker || others.length > 0) {
    throw new Error(`There should be one worker, not ${page.workers().length}`);
  }
  return worker;
}

/** There is one engine, with one socket, and rows come. */
async function goesOn(host: Host, feed: { open(): Promise<number> }): Promise<void> {
  await expect.poll(() => host.rows()).toBeGreaterThan(3);
  const rows = await host.rows();
  await expect.poll(() => host.rows()).toBeGreaterThan(rows + 10);
  expect(await feed.open()).toBe(1);
  expect(await host.notices()).toEqual([]);
}

test('an engine that traps in a socket’s event is replaced, and the loss is counted', async ({ host, feed, page }) => {
  await host.open({ query });
  await expect.poll(() => host.rows()).toBeGreaterThan(10);
  expect(await host.stats()).not.toHaveProperty([RESTARTS]);
  const runs = (await host.runs()).length;
  const broken = workerOf(page);
  await broken.evaluate(breakClock);
  await expect.poll(async () => (await host.stats())[RESTARTS]).toBe('1');
  await goesOn(host, feed);
  expect(Number((await host.stats())[LOST])).toBeGreaterThan(10);
  expect(workerOf(page)).not.toBe(broken);
  // Nobody has asked again: the panel's query has gone on.
  expect(await host.runs()).toHaveLength(runs);
  expect(await host.stats()).not.toHaveProperty([PLACE]);
});

test('so it is on the main thread, by a new instance of the module', async ({ host, feed, page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
  await host.open({ query });
  await expect.poll(() => host.rows()).toBeGreaterThan(10);
  expect((await host.stats())[PLACE]).toMatch(/worker failed: Worker is not defined/);
  await page.evaluate(trapInEngine);
  await expect.poll(async () => (await host.stats())[RESTARTS]).toBe('1');
  await goesOn(host, feed);
  expect(Number((await host.stats())[LOST])).toBeGreaterThan(10);
});

/** As `breakClock`, but the page's own code looks at the clock, too. */
function trapInEngine(): void {
  const now = Date.now;
  Date.now = () => {
    if (new Error().stack?.includes('wasm')) {
      Date.now = now;
      throw new WebAssembly.RuntimeError('unreachable');
    }
    return now();
  };
}

test('an engine that is lost again and again ends its queries with an error that says what to do', async ({
  host,
  page,
}) => {
  await host.open({ query });
  for (let loss = 1; loss <= 4; loss++) {
    await expect.poll(() => host.rows()).toBeGreaterThan(3);
    await workerOf(page).evaluate(breakClock);
    if (loss < 4) {
      await expect.poll(async () => (await host.stats())[RESTARTS]).toBe(String(loss));
    }
  }
  await expect.poll(async () => (await host.panel())?.state).toBe('Error');
  expect((await host.panel())?.errors[0]?.message).toMatch(/stopped 4 times.*Refresh the panel/);
  await page.evaluate(() => window.tributaryHost?.refresh());
  await expect.poll(() => host.rows()).toBeGreaterThan(3);
});

test('the main thread takes over from a worker that does not answer', async ({ host, feed, page }) => {
  await host.open({ query });
  await expect.poll(() => host.rows()).toBeGreaterThan(10);
  await workerOf(page).evaluate(() => {
    setTimeout(() => {
      for (;;) {}
    });
  });
  await expect.poll(async () => (await host.stats())[PLACE]).toMatch(/did not answer for 3 s/);
  await expect.poll(() => page.workers()).toHaveLength(0);
  await expect.poll(() => feed.open()).toBe(1);
  await goesOn(host, feed);
  expect((await host.stats())[RESTARTS]).toBe('1');
});

test('a worker that is slow only while the page stands still is kept', async ({ host, page }) => {
  await host.open({ query: { ...query, params: [{ name: 'rate', value: '1' }] } });
  await expect.poll(() => host.rows()).toBeGreaterThan(0);
  const worker = workerOf(page);
  const until = (ms: number) => {
    const end = performance.now() + ms;
    while (performance.now() < end) {}
  };
  await Promise.all([worker.evaluate(until, 5_000), page.evaluate(until, 5_000)]);
  const rows = await host.rows();
  await expect.poll(() => host.rows()).toBeGreaterThan(rows + 1);
  expect(page.workers()).toEqual([worker]);
  expect(await host.stats()).not.toHaveProperty([RESTARTS]);
});

/** Gives the page a policy, besides the headers of what it loads: those stay as the server sends them. */
async function policy(page: Page, text: string): Promise<void> {
  await page.addInitScript((content) => {
    const watching = new MutationObserver(() => {
      if (document.head) {
        watching.disconnect();
        document.head.prepend(
          Object.assign(document.createElement('meta'), { content, httpEquiv: 'Content-Security-Policy' })
        );
      }
    });
    watching.observe(document, { childList: true, subtree: true });
  }, text);
}

test('where a policy refuses workers the engine runs on the main thread', async ({ host, feed, page }) => {
  await policy(page, "worker-src 'none'");
  await host.open({ query });
  await goesOn(host, feed);
  expect(page.workers()).toHaveLength(0);
  expect((await host.stats())[PLACE]).toMatch(/^The engine's worker failed/);
});

test.describe('from a plugin CDN', () => {
  const cdn = (url: string) => url.replace('127.0.0.1', 'localhost');

  test('the engine runs in a worker all the same', async ({ host, feed, page }) => {
    await host.open({ query, cdn: cdn(feed.url) });
    await goesOn(host, feed);
    expect(workerOf(page).url()).toMatch(/^blob:/);
    expect(await host.stats()).not.toHaveProperty([PLACE]);
  });

  test('it runs on the main thread where a policy refuses such a worker', async ({ host, feed, page }) => {
    await policy(page, "worker-src 'self'");
    await host.open({ query, cdn: cdn(feed.url) });
    await goesOn(host, feed);
    expect(page.workers()).toHaveLength(0);
    expect((await host.stats())[PLACE]).toMatch(/^The engine's worker failed/);
  });
});

test('requests reach the worker as Grafana’s frontend sandbox passes them on', async ({ host, feed, page }) => {
  await page.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    // Model of the patched method: nothing but plain objects and arrays comes through as it is.
    Worker.prototype.postMessage = function (this: Worker, message: unknown) {
      postMessage.call(this, JSON.parse(JSON.stringify(message)));
    };
  });
  await host.open({ query });
  await goesOn(host, feed);
  expect(page.workers()).toHaveLength(1);
});
