import type { Browser, Page } from '@playwright/test';
import { fr as words } from '../../src/modules/partnerships/join/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expect, test } from './support.ts';

let server: RunningServer;
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

/** Fills the form with the keyboard alone, field after field, as it stands on the page. */
async function askWithKeyboard(page: Page): Promise<void> {
  await page.goto('/rejoindre');
  await page.getByLabel(words.organisation).focus();
  const typed = [
    'Le Relais des Monts',
    '73282932000074',
    'Une salariée',
    'salariee@relais.example.org',
  ];
  for (const text of typed) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('gueret');
  await expect(page.getByRole('option', { name: /Guéret \(23/ }).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Tenir un atelier par semaine au bureau.');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: words.send })).toBeFocused();
  await page.keyboard.press('Enter');
}

test('a request to join reaches the delegate of the department, and its answer the sender', async ({
  browser,
  axe,
  signInAs,
}) => {
  const sender = await visitor(browser);
  await askWithKeyboard(sender);
  await expect(sender.getByRole('heading', { level: 1, name: words.sentTitle })).toBeVisible();
  await sender.getByRole('link', { name: words.follow }).click();
  await expect(sender.getByText(words.status.new)).toBeVisible();
  await axe(sender);

  const delegate = await visitor(browser);
  await signInAs(delegate, 'territory-delegate');
  await expect(delegate.getByRole('link', { name: /Demandes/ }).first()).toBeVisible();
  await delegate.goto('/demandes');
  await delegate.getByRole('link', { name: 'Le Relais des Monts' }).click();
  await axe(delegate);
  // An answer without a word is refused, and says what is missing.
  await delegate.getByLabel(words.accept).check();
  await delegate.getByRole('button', { name: words.sendAnswer }).click();
  await expect(delegate.getByRole('alert')).toContainText(words.answer);
  await expect(delegate.getByLabel(words.accept)).toBeChecked();
  await delegate
    .getByLabel(words.answer, { exact: false })
    .last()
    .fill('Oui : voyons-nous mardi au bureau.');
  await delegate.getByRole('button', { name: words.sendAnswer }).click();
  await expect(delegate.getByText(words.status.accepted)).toBeVisible();

  await sender.reload();
  await expect(sender.getByText('Oui : voyons-nous mardi au bureau.')).toBeVisible();

  // Both were told by mail: the delegate that it came, the sender what was answered.
  await expect(async () => {
    await delegate.goto('/messagerie');
    await expect(delegate.getByText('salariee@relais.example.org').first()).toBeVisible({
      timeout: 1_000,
    });
  }).toPass({ timeout: 20_000 });
});

test('without scripts the public form works too', async ({ browser }) => {
  const page = await visitor(browser, false);
  await page.goto('/rejoindre');
  await page.getByLabel(words.organisation).fill('Sans script');
  await page.getByLabel(words.contactName).fill('Quelqu’un');
  await page.getByLabel(words.contactEmail).fill('sans@script.example.org');
  await page.getByLabel(words.commune).fill('Guéret');
  await page.getByRole('radio').first().check();
  await page.getByLabel(words.message).fill('court');
  await page.getByRole('button', { name: words.send }).click();
  // Too short: the message says so, and what was typed is there still.
  await expect(page.getByRole('alert')).toContainText(words.message);
  await expect(page.getByLabel(words.organisation)).toHaveValue('Sans script');
  await expect(page.getByLabel(words.commune)).toHaveValue('Guéret');
  await expect(page.getByRole('radio').first()).toBeChecked();
  await page.getByLabel(words.message).fill('Prêter notre camion de réparation au village.');
  await page.getByRole('button', { name: words.send }).click();
  await expect(page.getByRole('heading', { level: 1, name: words.sentTitle })).toBeVisible();
});
