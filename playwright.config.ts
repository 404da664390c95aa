import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './tools/checks/chromium.ts';

const executablePath = await findChromium();
const { defaultBrowserType: _, ...desktop } = devices['Desktop Chrome'];

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  globalSetup: './tests/e2e/global-setup.ts',
  forbidOnly: true,
  workers: 2,
  // A whole journey on a busy machine; what a page may take is the limit of each expectation.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    ...desktop,
    actionTimeout: 15_000,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      testMatch: /\.axe\.spec\.ts$/,
      use: { viewport: { width: 320, height: 640 }, hasTouch: true },
    },
  ],
});
