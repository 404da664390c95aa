import type { Browser, Page } from '@playwright/test';
import { en } from '../../src/modules/partners/messages.en.ts';
import { fr } from '../../src/modules/partners/messages.fr.ts';
import { en as problemsEn } from '../../src/ui/errors/messages.en.ts';
import { fr as problems } from '../../src/ui/errors/messages.fr.ts';
import { fr as ui } from '../../src/ui/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expect, test } from './support.ts';

let server: RunningServer;
// The language belongs to the account: a server of its own keeps the journeys apart.
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

async function visitor(browser: Browser, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'fr-FR',
    javaScriptEnabled,
  });
  return context.newPage();
}

/** What the browser complains about: words that do not match, scripts that are missing. */
function complaints(page: Page): string[] {
  const said: string[] = [];
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('console', (message) => {
    // A refused form answers 422, which Chromium also calls an error.
    if (message.type() === 'error' && !message.text().includes('status of 422'))
      said.push(message.text());
  });
  return said;
}

test('a language chosen in one window reaches the other, which loses nothing that was typed', async ({
  browser,
  signInAs,
}) => {
  const page = await visitor(browser);
  await signInAs(page, 'alliance-lead');
  const said = complaints(page);
  await page.goto('/partenaires/nouveau');
  const other = await page.context().newPage();
  await other.goto('/accessibilite');
  await other.getByRole('button', { name: 'English' }).click();
  await expect(other.locator('html')).toHaveAttribute('lang', 'en');

  // The form was begun in French: refused, it stays in French with what it holds.
  await page.getByLabel(fr.form.description).fill('Une épicerie.');
  await page.getByRole('button', { name: fr.form.save }).click();
  await expect(page.getByRole('alert')).toContainText(problems.required);
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByLabel(fr.form.description)).toHaveValue('Une épicerie.');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');

  // Left for another page, it is English.
  await page.locator('header a.nav-link[href="/partenaires"]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.list.title);
  await page.locator('main a[href="/partenaires/nouveau"]').first().click();
  await page.getByRole('button', { name: en.form.save }).click();
  await expect(page.getByRole('alert')).toContainText(problemsEn.required);
  expect(said).toEqual([]);
  await other.getByRole('button', { name: 'Français' }).click();
  await expect(other.locator('html')).toHaveAttribute('lang', 'fr');
});

test('errors are in words without JavaScript, and without the script that holds them', async ({
  browser,
  signInAs,
}) => {
  const without = await visitor(browser, false);
  await signInAs(without, 'alliance-lead');
  await without.goto('/partenaires/nouveau');
  await without.getByRole('button', { name: fr.form.save }).click();
  await expect(without.getByRole('alert')).toContainText(problems.required);
  await expect(without.locator('.error-text').first()).toHaveText(problems.required);

  const page = await visitor(browser);
  await signInAs(page, 'alliance-lead');
  await page.goto('/partenaires/nouveau');
  await page.route(/\/assets\/messages\./, (route) => route.abort());
  await page.getByRole('button', { name: fr.form.save }).click();
  await expect(page.getByRole('alert')).toContainText(ui.invalid);
  await expect(page.getByRole('alert')).toBeFocused();
});
