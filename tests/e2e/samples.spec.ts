import type { Locator } from '@playwright/test';
import { expect, test } from './support/test';

test('a sample that was switched to looks as it does when it is opened first', async ({ host, page }) => {
  await page.goto('/');
  for (const sample of ['Machine', 'Ticker', 'Machine']) {
    await page.getByRole('radio', { name: sample }).click();
  }
  // The last of its narrow columns is in sight, and each line has a colour of its own.
  await expect(host.table.getByRole('columnheader', { name: 'seq' })).toBeVisible();
  const icons = host.chart.getByTestId('series-icon');
  await expect(icons).toHaveCount(2);
  const colours = await icons.evaluateAll((all) => all.map((icon) => getComputedStyle(icon).background));
  expect(new Set(colours).size).toBe(2);
});

test('the sample that was chosen last is shown, also when an earlier one’s answer comes later', async ({
  host,
  page,
}) => {
  await page.goto('/');
  await expect.poll(() => host.rows()).toBeGreaterThan(0);
  let slow = true;
  await page.route('**/api/datasources/uid/demo', async (route) => {
    if (slow) {
      slow = false;
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
    await route.continue();
  });
  const answered = page.waitForResponse('**/api/datasources/uid/demo', { timeout: 5000 });
  await page.getByRole('radio', { name: 'Machine' }).click();
  await page.getByRole('radio', { name: 'Order book' }).click();
  await answered;
  await page.waitForTimeout(2000);
  await expect(page.getByRole('radio', { name: 'Order book' })).toBeChecked();
  expect(await host.values('ask')).not.toEqual([]);
});

test('nothing that the page asks for is missing', async ({ host, page }) => {
  const missing: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) {
      missing.push(`${response.status()} ${new URL(response.url()).pathname}`);
    }
  });
  await page.goto('/?sample=own');
  await page.getByRole('radio', { name: 'Ticker' }).click();
  await host.saveAndTest();
  await expect(page.getByTestId('test-outcome')).toContainText('a message arrived');
  expect(missing).toEqual([]);
});

test('the table shows prices of every size with what changes in them', async ({ host, page }) => {
  await page.goto('/');
  const row = host.table.getByRole('row').filter({ hasText: 'EUR-USD' }).first();
  await expect(row.getByRole('gridcell', { name: /^\d\.\d{3,}$/ }).first()).toBeVisible();
});

test('a chart of all symbols is not called one symbol’s', async ({ host, page }) => {
  await page.goto('/');
  await expect(host.chart.getByText('BTC-USD price')).toBeVisible();
  await host.queryCard.getByRole('button', { name: 'Remove Field 4' }).click();
  await expect(host.chart.getByText('Price of all symbols')).toBeVisible();
});

test('the page’s own buttons have names, and the keyboard gets past the panels', async ({ host, page }) => {
  await page.goto('/');
  await expect.poll(() => host.rows()).toBeGreaterThan(0);
  const nameless = async (part: Locator) => (await part.ariaSnapshot()).match(/- button(:| \[|$)/gm)?.length ?? 0;
  // The panels' live marks are @grafana/ui's own and have none.
  expect(await nameless(page.locator('body'))).toBe((await nameless(host.chart)) + (await nameless(host.table)));
  await page.getByRole('link', { name: 'Skip the panels' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(host.queryCard.locator(':focus')).toHaveCount(1);
});
