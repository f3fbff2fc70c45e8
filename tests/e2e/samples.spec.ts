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
