import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { findChromium } from '../tools/checks/chromium.ts';
import { root } from '../tools/install.mjs';
import type { Measured } from './report.ts';
import { median } from './statistics.ts';
import { atEnd } from './tidy.ts';
import type { Worlds } from './worlds.ts';

/** A mid-range handheld against this machine. */
const SLOWER = 4;
const RUNS = 5;

/** The counter's scripts, and how long an agent waits on a slow handheld. */
export async function counter(worlds: Worlds): Promise<readonly Measured[]> {
  const folder = join(root, 'build/client/assets/counter/assets');
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const bytes = scripts.reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length,
    0,
  );
  return [
    {
      id: 'counter-js',
      what: 'all scripts of the counter, compressed, with its service worker',
      value: bytes / 1000,
      unit: 'KB',
      engine: 'Vite',
      runs: 1,
      sound: scripts.length >= 2,
    },
    await ready(worlds),
  ];
}

async function ready(worlds: Worlds): Promise<Measured> {
  const { product, cookie, samples, engine } = await worlds.postgres();
  const browser = await chromium.launch({
    executablePath: (await findChromium()) ?? undefined,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  const close = atEnd(() => browser.close());
  const context = await browser.newContext({
    viewport: { width: 412, height: 800 },
    locale: 'fr-FR',
  });
  const cookies = cookie.split('; ').map((one) => {
    const [name = '', value = ''] = one.split(/=(.*)/s);
    return { name, value, url: product.url };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  const throttle = await context.newCDPSession(page);
  await throttle.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const pad = async (): Promise<void> => {
    for (let turn = 0; turn < 4; turn += 1) await page.keyboard.press('7');
  };
  const heading = page.locator('h1[tabindex]');
  await page.goto(`${product.url}/guichet?lieu=${samples.places[0]?.id}`);
  await heading.waitFor();
  await pad();
  await page.waitForTimeout(500);
  await pad();
  await page.locator('.choice').first().waitFor();
  await page.waitForTimeout(3_000);
  const opened: number[] = [];
  const answered: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await page.goto(`${product.url}/guichet`);
    await heading.waitFor();
    opened.push(await page.evaluate(() => performance.now()));
    await pad();
    await page.locator('.choice').first().waitFor();
    await page
      .locator('.choice')
      .nth(run % 8)
      .click();
    // Longer than a second tap on the same spot, which the counter takes for an accident.
    await page.waitForTimeout(1_000);
    const started = performance.now();
    await page.locator('.choice').nth(2).click();
    await page.locator('.proposals').waitFor({ state: 'attached' });
    answered.push(performance.now() - started);
  }
  await close();
  const [open, answer] = [median(opened) / 1000, median(answered) / 1000];
  return {
    id: 'counter-ready',
    what: `the counter on a processor ${SLOWER} times slower: the slower of opening it and of answering`,
    value: Math.max(open, answer),
    unit: 's',
    engine,
    runs: RUNS,
    details: [`opened in ${open.toFixed(2)} s, answered in ${answer.toFixed(2)} s`],
  };
}
