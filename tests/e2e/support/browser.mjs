/**
 * The system's Chromium, as it runs without a sandbox, a GPU or a network of its own.
 *
 * @type {import('@playwright/test').LaunchOptions}
 */
export const launchOptions = {
  executablePath: process.env.TRIBUTARY_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
