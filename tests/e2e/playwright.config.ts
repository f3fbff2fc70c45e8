/**
 * The browser tests: the host page with the built plugin, against the feed server.
 *
 * The server is started by `cargo xtask test`, which says in `TRIBUTARY_FEED` where it listens: one server for all
 * tests, and so one worker, since some tests count its connections or cut them.
 */
import { defineConfig } from '@playwright/test';
import { launchOptions } from './support/browser.mjs';

const feed = process.env.TRIBUTARY_FEED;
if (!feed) {
  throw new Error(
    'TRIBUTARY_FEED must be the address of a feed server that serves the host page: http://127.0.0.1:PORT'
  );
}

export default defineConfig({
  testDir: '.',
  outputDir: '../out/e2e',
  workers: 1,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [['line'], ['json', { outputFile: '../out/e2e.json' }]],
  use: {
    baseURL: feed,
    browserName: 'chromium',
    launchOptions,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
  },
});
