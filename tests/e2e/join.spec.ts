import type { Browser, Page } from '@playwright/test';
import { fr as alliance } from '../../src/modules/alliance/messages.fr.ts';
import { fr as words } from '../../src/modules/partnerships/join/messages.fr.ts';
import { fr as partnerships } from '../../src/modules/partnerships/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { arriveAt, expect, test } from './support.ts';

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
  // An acceptance without a word is refused, and says what is missing.
  const yes = delegate.getByRole('region', { name: words.acceptTitle });
  await yes.getByLabel(words.kind).selectOption('association');
  await yes.getByRole('button', { name: words.acceptGo }).click();
  await expect(delegate.getByRole('alert')).toContainText(words.answer);
  await expect(yes.getByLabel(words.kind)).toHaveValue('association');
  await yes.getByLabel(words.partnershipTitle).fill('Un atelier par semaine');
  await yes.getByLabel(words.type).selectOption('social-innovation');
  await yes.getByLabel(words.answer).fill('Oui : voyons-nous mardi au bureau.');
  await yes.getByRole('button', { name: words.acceptGo }).click();
  await expect(delegate.getByText(words.status.accepted)).toBeVisible();

  // The organisation is a partner now, and an idea waits to be written together.
  await delegate.getByRole('link', { name: words.toPartnership }).click();
  await expect(
    delegate.getByRole('heading', { level: 1, name: 'Un atelier par semaine' }),
  ).toBeVisible();
  await expect(delegate.getByText(partnerships.stages.idea).first()).toBeVisible();

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

test('a refusal gives its reason and other doors; asking twice makes one request', async ({
  browser,
  axe,
  signInAs,
}) => {
  const sender = await visitor(browser);
  const ask = async (): Promise<void> => {
    await sender.goto('/rejoindre');
    await sender.getByLabel(words.organisation).fill('Les Voisins pressés');
    await sender.getByLabel(words.contactName).fill('Quelqu’un');
    await sender.getByLabel(words.contactEmail).fill('voisins@presses.example.org');
    await sender.getByLabel(words.commune).fill('23000 Guéret');
    await sender.keyboard.press('Escape');
    await sender.getByRole('radio').first().check();
    await sender.getByLabel(words.message).fill('Ouvrir un local avant la fin du mois.');
    await sender.getByRole('button', { name: words.send }).click();
  };
  await ask();
  await sender.getByRole('link', { name: words.follow }).click();
  await arriveAt(sender, /\/rejoindre\/./);
  const follow = sender.url();
  await ask();
  await expect(sender.getByRole('heading', { name: words.sentAgainTitle })).toBeVisible();

  const delegate = await visitor(browser);
  await signInAs(delegate, 'territory-delegate');
  await delegate.goto('/demandes');
  await expect(delegate.getByRole('link', { name: 'Les Voisins pressés' })).toHaveCount(1);
  await delegate.getByRole('link', { name: 'Les Voisins pressés' }).click();
  const no = delegate.getByRole('region', { name: words.refuseTitle });
  await no.getByLabel(words.refusals['too-early'] ?? '').check();
  await no.getByLabel(alliance.doors.dla).check();
  await no.getByLabel(words.answer).fill('Revenez quand le local sera trouvé.');
  await no.getByRole('button', { name: words.refuseGo }).click();
  await expect(delegate.getByText(words.status.refused)).toBeVisible();

  // The first link is spent since a fresh one went to the mailbox.
  await sender.goto(follow);
  await expect(sender.getByText(words.linkUnknown)).toBeVisible();
  await expect(async () => {
    await delegate.goto('/messagerie');
    const mail = delegate.locator('main li.card', { hasText: 'voisins@presses.example.org' });
    const link = /\/rejoindre\/[\w-]+/.exec((await mail.allTextContents()).join(' '))?.[0];
    expect(link).toBeTruthy();
    await sender.goto(link ?? '');
    await expect(sender.getByRole('link', { name: alliance.doors.dla })).toBeVisible({
      timeout: 1_000,
    });
  }).toPass({ timeout: 20_000 });
  await axe(sender);
});
