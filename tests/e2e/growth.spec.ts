import { fr } from '../../src/modules/impact/growth/messages.fr.ts';
import { fr as words } from '../../src/modules/partnerships/messages.fr.ts';
import { fr as steps } from '../../src/modules/partnerships/next-step/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expect, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

const STEP = 'Rappeler le maire avant la réunion.';

test('a region aims at a number, and what waits gets a next step that comes back', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/chiffres');
  await page.getByRole('link', { name: fr.title, exact: true }).click();
  await expect(page.getByRole('img', { name: fr.doubling })).toBeVisible();
  await page.getByRole('link', { name: fr.setTargets }).click();
  const region = page.getByLabel('Nouvelle-Aquitaine');
  await region.fill('beaucoup');
  await page.getByRole('button', { name: fr.save }).click();
  await expect(page.getByRole('alert')).toContainText('Nouvelle-Aquitaine');
  await expect(region).toHaveValue('beaucoup');
  await axe(page);
  await region.fill('17');
  await page.getByRole('button', { name: fr.save }).click();
  await expect(page.getByText(fr.saved)).toBeVisible();
  await page.goto('/croissance');
  // What may end is held against what is expected, and says where its terms are.
  await expect(page.locator('#termes')).toContainText(fr.runningAtEnd);
  await expect(page.locator('#termes').getByRole('link', { name: fr.seeTerms })).toBeVisible();
  const row = page.getByRole('row', { name: /Nouvelle-Aquitaine/ });
  await expect(row.getByRole('cell').first()).toHaveText('17');
  await page.getByText(fr.howTitle).click();
  await axe(page);

  // What has waited is given a step, a day and somebody, with the keyboard; its list finds it.
  await page.locator('#attente tbody th a').first().click();
  await page.getByRole('link', { name: new RegExp(`${steps.set}|${steps.change}`) }).click();
  await page.getByLabel(steps.on).fill('2026-01-05');
  await page.getByLabel(steps.step).fill('');
  await page.getByLabel(steps.step).press('Enter');
  await expect(page.getByRole('alert')).toContainText(steps.step);
  await page.getByLabel(steps.step).fill(STEP);
  await page.getByLabel(steps.ownerId).selectOption({ label: 'Équipe nationale (démo)' });
  await axe(page);
  await page.getByLabel(steps.step).press('Enter');
  await expect(page.locator('#suite')).toContainText(STEP);
  await expect(page.locator('#suite')).toContainText(steps.due);
  const title = await page.getByRole('heading', { level: 1 }).textContent();
  await page.goto('/');
  await expect(page.locator('#suites')).toContainText(STEP);
  await page.goto('/partenariats?suivi=moi-retard');
  await expect(page.getByRole('link', { name: title ?? '' }).first()).toBeVisible();
  await expect(page.getByLabel(words.list.followed)).toHaveValue('moi-retard');
  await context.close();
});
