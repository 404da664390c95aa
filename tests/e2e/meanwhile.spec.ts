import type { Browser, Page } from '@playwright/test';
import { fr as partners } from '../../src/modules/partners/messages.fr.ts';
import { fr as partnerships } from '../../src/modules/partnerships/messages.fr.ts';
import { fr as words } from '../../src/ui/conflict/messages.fr.ts';
import { fr as problems } from '../../src/ui/errors/messages.fr.ts';
import { arriveAt, expect, test } from './support.ts';

async function visitor(browser: Browser, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.MAILLAGE_E2E_URL ?? '',
    locale: 'fr-FR',
    javaScriptEnabled,
  });
  return context.newPage();
}

/** Tabs until the control has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let steps = 0; steps < 160; steps += 1) {
    if (await page.locator(`${selector}:focus`).count()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached with the keyboard: ${selector}`);
}

test('two people change one partner: the second sees what changed, field by field, and chooses', async ({
  browser,
  axe,
  signInAs,
}, info) => {
  const first = await visitor(browser);
  await signInAs(first, 'alliance-lead');
  const name = `Épicerie du pont ${info.project.name}`;
  await first.goto('/partenaires/nouveau');
  await first.getByLabel(partners.form.name).fill(name);
  await first.getByLabel(partners.form.kind).selectOption('association');
  await first.locator('#field-communeCode').fill('Guéret');
  await first.getByRole('listbox').getByRole('option').first().click();
  await first.getByLabel(partners.form.description).fill('Une épicerie.');
  await first.getByRole('button', { name: partners.form.save }).click();
  const again = first.getByRole('button', { name: partners.form.createAnyway });
  if (await again.isVisible({ timeout: 3000 }).catch(() => false)) await again.click();
  await expect(first.getByRole('heading', { level: 1, name })).toBeVisible();
  const edit = `${new URL(first.url()).pathname}/modifier`;

  const second = await visitor(browser);
  await signInAs(second, 'alliance-lead');
  await second.goto(edit);
  await first.goto(edit);
  await first.getByLabel(partners.form.description).fill('Une épicerie ouverte le dimanche.');
  await first.getByLabel(partners.form.website).fill('https://pont.example');
  await first.getByRole('button', { name: partners.form.save }).click();
  await expect(first.getByRole('heading', { level: 1, name })).toBeVisible();

  // The second writes too, without a mouse: one field of their own, one that both changed.
  await tabTo(second, '#field-acronym');
  await second.keyboard.type('EDP');
  await tabTo(second, '#field-description');
  await second.keyboard.press('ControlOrMeta+a');
  await second.keyboard.type('Une épicerie et un café.');
  await second.keyboard.press('Tab');
  await second.keyboard.press('Enter');
  await expect(second.getByText(words.title)).toBeVisible();
  await expect(second.getByRole('alert')).toBeFocused();
  await expect(second.getByText('https://pont.example').first()).toBeVisible();
  await expect(second.getByText('Une épicerie ouverte le dimanche.')).toBeVisible();
  await axe(second);

  // Saved without an answer, it asks again; nothing is written.
  await second.getByRole('button', { name: partners.form.save }).click();
  await expect(second.getByRole('alert')).toContainText(problems['choice-needed'] ?? '');
  await first.reload();
  await expect(first.getByText('Une épicerie ouverte le dimanche.').first()).toBeVisible();

  // The summary leads to the question; the arrows answer it.
  await second.getByRole('alert').getByRole('link').first().focus();
  await second.keyboard.press('Enter');
  await tabTo(second, 'input[name="choose-description"]');
  await second.keyboard.press('Space');
  await expect(second.getByLabel(words.mine)).toBeChecked();
  await second.getByRole('button', { name: partners.form.save }).focus();
  await second.keyboard.press('Enter');
  await expect(second.getByRole('heading', { level: 1, name })).toBeVisible();
  for (const kept of ['Une épicerie et un café.', 'EDP', 'pont.example'])
    await expect(second.getByText(kept).first()).toBeVisible();
});

test('without JavaScript, a need that somebody changed meanwhile is not written over', async ({
  browser,
  signInAs,
}, info) => {
  const first = await visitor(browser);
  await signInAs(first, 'territory-delegate');
  await first.goto('/territoires/commune/23096');
  await first.getByRole('link', { name: partnerships.need.add }).click();
  await first.getByRole('radio').first().check();
  await first.locator('#field-title').fill(`Un guichet du soir ${info.project.name}`);
  await first.getByRole('button', { name: partnerships.need.save }).click();
  await arriveAt(first, /\/besoins\/[0-9a-f-]{36}/);
  const edit = `${new URL(first.url()).pathname}/modifier`;

  const second = await visitor(browser, false);
  await signInAs(second, 'territory-delegate');
  await second.goto(edit);
  await first.goto(edit);
  await first.locator('#field-description').fill('Jusqu’à vingt heures.');
  await first.getByRole('button', { name: partnerships.need.save }).click();
  await arriveAt(first, (url) => !url.pathname.endsWith('/modifier'));

  // A first refusal (no title) must not bring the second up to date behind their back.
  await second.locator('#field-title').fill('');
  await second.locator('#field-description').fill('Jusqu’à dix-neuf heures.');
  await second.getByRole('button', { name: partnerships.need.save }).click();
  await second.locator('#field-title').fill('Un guichet du soir, autrement dit');
  await second.getByRole('button', { name: partnerships.need.save }).click();
  await expect(second.getByText(words.title)).toBeVisible();
  await second.getByLabel(words.theirs).check();
  await second.getByRole('button', { name: partnerships.need.save }).click();
  await expect(
    second.getByRole('heading', { level: 1, name: 'Un guichet du soir, autrement dit' }),
  ).toBeVisible();
  await expect(second.getByText('Jusqu’à vingt heures.')).toBeVisible();
});
