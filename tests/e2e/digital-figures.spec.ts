import { readFileSync } from 'node:fs';
import { fr } from '../../src/modules/impact/digital/messages.fr.ts';
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
  await page.locator('#field-commune').focus();
  await page.keyboard.type('gueret');
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
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

  // What nobody understands is said, and nothing is shown as if it were.
  await page.goto('/chiffres/numerique?communeText=Zzzzz&annee=demain');
  await expect(page.getByText(fr.unknown('Zzzzz'))).toBeVisible();
  await expect(page.getByText(fr.badYear('demain'))).toBeVisible();
  await context.close();
});
