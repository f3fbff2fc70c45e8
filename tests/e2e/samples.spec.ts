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
