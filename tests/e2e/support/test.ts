/** `test` with the host page and the feed server at hand. */
import { test as base } from '@playwright/test';
import { Feed } from './feed';
import { Host } from './host';

interface Fixtures {
  feed: Feed;
  host: Host;
}

export const test = base.extend<Fixtures>({
  feed: async ({ request, baseURL }, use) => {
    await use(new Feed(request, new URL(baseURL ?? '').origin));
  },
  host: async ({ page }, use, { testId }) => {
    await use(new Host(page, testId));
  },
});

export { expect } from '@playwright/test';
