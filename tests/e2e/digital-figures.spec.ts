import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { fr as activity } from '../../src/modules/activity/messages.fr.ts';
import { THEMES } from '../../src/modules/alliance/digital-inclusion/domain.ts';
import { fr as digital } from '../../src/modules/alliance/digital-inclusion/messages.fr.ts';
import { fr } from '../../src/modules/impact/digital/messages.fr.ts';
import { fr as summary } from '../../src/modules/impact/digital/total/messages.fr.ts';
import { fr as whole } from '../../src/modules/impact/messages.fr.ts';
import { fr as orientation } from '../../src/modules/orientation/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expect, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

const digits = (text: string | null): string => (text ?? '').replace(/\D/g, '');

/** Chooses the first suggestion and sends the form, with the keyboard alone. */
async function pickWithKeys(page: Page, field: string, typed: string): Promise<void> {
  await page.locator(`#field-${field}`).focus();
  await page.keyboard.type(typed);
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
}

test('from the figures of the country to those of a commune, and into a table', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/chiffres');
  await page.getByRole('link', { name: whole.digital }).click();
  await expect(page.getByRole('heading', { level: 1, name: fr.title })).toBeVisible();

  // Four figures, each with its definition, and none that adds them up.
  for (const figure of ['orientations', 'participations', 'firstTimers', 'followed'] as const) {
    await expect(page.getByText(fr.figures[figure], { exact: true }).first()).toBeVisible();
    await expect(page.getByText(fr.definitions[figure])).toBeVisible();
  }
  await expect(page.locator('#cible')).toContainText(fr.target.compared);
  const funnel = page.locator('#devenir');
  await expect(
    funnel.getByRole('rowheader', { name: orientation.news.stages.came, exact: true }),
  ).toBeVisible();
  await expect(funnel).toContainText(orientation.difficulties.messages);
  await expect(page.locator('#par-theme')).toContainText(fr.notes.theme);
  await axe(page);

  // By the department, then by the commune, with the keyboard alone.
  await page.getByLabel(fr.filter.department).selectOption('23');
  await page.getByRole('button', { name: fr.show }).click();
  await expect(page.getByRole('heading', { name: /^Creuse/ })).toBeVisible();
  await expect(page.locator('#cible')).toHaveCount(0);
  await pickWithKeys(page, 'commune', 'gueret');
  await expect(page.getByRole('heading', { name: /^Guéret/ })).toBeVisible();
  await expect(page.getByText(fr.notHereHint)).toBeVisible();
  await axe(page);
  const shown = digits(await page.locator('.big-number').nth(1).textContent());
  expect(Number(shown)).toBeGreaterThan(0);

  // The table says the number of the page.
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: fr.csv }).first().click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^chiffres-numerique-\d{4}-23096\.csv$/);
  const [head = '', total = ''] = readFileSync(await download.path(), 'utf8').split('\r\n');
  const at = head.split(';').indexOf(fr.file.columns.participations);
  expect(total.split(';')[at]).toBe(shown);

  // The group of communes around it, then a place of it, whose own page says the same.
  await page.getByRole('link', { name: fr.everything }).click();
  await pickWithKeys(page, 'epci', 'grand gueret');
  await expect(page.getByRole('heading', { name: /Grand Guéret/ })).toBeVisible();
  const line = page.locator('#par-place tbody tr').first();
  const held = digits(await line.getByRole('cell').nth(1).textContent());
  await line.getByRole('link').click();
  const here = page.locator('#numerique');
  await expect(here).toContainText(summary.orientations.place);
  const numberOf = (figure: string) => here.locator('dt', { hasText: figure }).locator('..');
  await expect(numberOf(fr.figures.participations)).toContainText(summary.participations);
  expect(digits(await numberOf(fr.figures.participations).locator('p').first().textContent())).toBe(
    held,
  );
  await axe(page);
  await here.getByRole('link', { name: summary.more }).click();
  await expect(page.getByText(fr.funnel.lead.place)).toBeVisible();
  expect(digits(await page.locator('.big-number').nth(1).textContent())).toBe(held);
  await expect(page.locator('#par-place')).toHaveCount(0);
  await axe(page);

  // What nobody understands is said, and nothing is shown as if it were.
  await page.goto('/chiffres/numerique?communeText=Zzzzz&annee=demain');
  await expect(page.getByText(fr.unknown('Zzzzz'))).toBeVisible();
  await expect(page.getByText(fr.badYear('demain'))).toBeVisible();
  await page.goto('/chiffres/numerique?lieu=zzzzz');
  await expect(page.getByText(fr.unknownSubject)).toBeVisible();
  await page.goto('/chiffres/numerique?communeText=Zzzzz&epciText=Yyyyy');
  await expect(page.getByText(fr.unknown('Zzzzz, Yyyyy'))).toBeVisible();

  // Help that is recorded says what it was about; another commitment has no such themes.
  await page.goto('/activite/nouvelle');
  const themes = page.locator('summary', { hasText: activity.form.themesOpen });
  await page.locator('[name=commitment][value=ecology]').check();
  await expect(themes).toBeHidden();
  await page.locator('[name=commitment][value=digital-inclusion]').check();
  await themes.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  const [first = 'email'] = THEMES;
  await expect(page.getByLabel(digital.themes[first])).toBeChecked();
  await axe(page);
  await page.locator('[name=participations]').fill('4');
  await page.getByRole('button', { name: activity.form.save, exact: true }).click();
  await expect(page.getByText(digital.themes[first])).toBeVisible();
  await context.close();
});
