import { readFileSync } from 'node:fs';
import { fr } from '../../src/modules/partnerships/bulk-moves/messages.fr.ts';
import { fr as words } from '../../src/modules/partnerships/messages.fr.ts';
import { fr as views } from '../../src/modules/partnerships/saved-views/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { arriveAt, expect, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

test('what the list shows is exported, and several are moved after a look at what will move', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/partenariats?etape=active');
  const shown = await page.locator('tbody tr').count();
  for (const [name, magic] of [
    [words.list.csv, '\ufeff'],
    [words.list.xlsx, 'PK'],
  ] as const) {
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name }).click();
    const file = readFileSync(await (await downloading).path());
    expect(file.toString('utf8').startsWith(magic)).toBe(true);
    if (name === words.list.csv)
      expect(file.toString('utf8').trim().split('\r\n')).toHaveLength(shown + 1);
  }

  // With the keyboard: tick two rows, look, confirm.
  await page.goto('/partenariats');
  const titles: string[] = [];
  const rows = page.locator('tbody tr');
  const running = new RegExp(`${words.stages.active}|${words.stages.renewed}`);
  for (const row of [
    rows.filter({ hasText: words.stages.active }).first(),
    rows.filter({ hasNotText: running }).first(),
  ]) {
    const box = row.getByRole('checkbox');
    await box.focus();
    await page.keyboard.press('Space');
    titles.push((await row.locator('th a').textContent())?.trim() ?? '');
  }
  await page.getByRole('button', { name: fr.go }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel(words.moves['under-review']).check();
  await page.getByRole('button', { name: fr.preview }).click();
  await expect(page.getByRole('heading', { name: fr.will('1') })).toBeVisible();
  await expect(page.getByRole('heading', { name: fr.wont('1') })).toBeVisible();
  await axe(page);
  await page.getByRole('button', { name: fr.apply('1') }).click();
  await expect(page.locator('.notice-ok')).toContainText(fr.moved('1'));
  await page.getByRole('link', { name: titles[0] ?? '' }).click();
  await expect(page.locator('main .tag').first()).toContainText(words.stages['under-review']);
  await context.close();
});

test('the same filters lead from the list to the calendar, and are found again by name', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/partenariats?etape=active&suite=x');
  await page.getByText(views.title).click();
  await page.getByLabel(views.name).fill('Les actifs');
  await page.getByRole('button', { name: views.save }).click();
  await arriveAt(page, /etape=active$/);
  const ways = page.getByRole('navigation', { name: views.label });
  await ways.getByRole('link', { name: views.views.calendar }).click();
  await expect(page.getByRole('heading', { level: 1, name: views.calendar })).toBeVisible();
  expect(new URL(page.url()).search).toBe('?etape=active');
  // Terms lie ahead: some month within the next five years has one.
  for (let month = 0; month < 60 && (await page.locator('main time').count()) === 0; month += 1) {
    const next = await page.getByRole('link', { name: views.after }).getAttribute('href');
    await page.goto(next ?? '');
  }
  await expect(page.locator('main time').first()).toBeVisible();
  await axe(page);
  await page.getByText(views.title).click();
  await page.getByRole('link', { name: 'Les actifs' }).click();
  await expect(page).toHaveURL(/partenariats\?etape=active$/);
  await page.getByText(views.title).click();
  await page.getByRole('button', { name: views.removeOf('Les actifs') }).click();
  await expect(page.getByRole('link', { name: 'Les actifs' })).toHaveCount(0);
  await context.close();
});

test('a map leads to a department, its places and its list', async ({ browser, axe, signInAs }) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/partenariats');
  const ways = page.getByRole('navigation', { name: views.label });
  await ways.getByRole('link', { name: views.views.map }).click();
  await expect(page.getByRole('heading', { level: 1, name: views.map })).toBeVisible();
  await page.locator('#departements').getByRole('link', { name: 'Creuse (23)' }).focus();
  await page.keyboard.press('Enter');
  await arriveAt(page, /departement=23/);
  await expect(page.locator('#lieux tbody tr').first()).toBeVisible();
  await axe(page);
  await ways.getByRole('link', { name: views.views.list }).click();
  await arriveAt(page, /partenariats\?departement=23$/);
  await expect(page.locator('tbody tr').first()).toContainText('Creuse');
  await context.close();
});

test('a card moves along the board without a mouse, and says why when that is asked', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/partenariats/tableau');
  const column = (stage: 'idea' | 'co-design') =>
    page.locator('main ol > li', { has: page.getByRole('heading', { name: words.stages[stage] }) });
  const cards = column('idea').locator('ul > li');
  const title = (await cards.first().getByRole('link').textContent()) ?? '';
  const card = page.locator('main ol ul > li', { has: page.getByRole('link', { name: title }) });

  await card.locator('summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(card.getByLabel(words.board.to, { exact: true })).toBeFocused();
  await page.keyboard.type(words.moves['co-design']);
  await axe(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.notice-ok')).toContainText(title);
  await expect(column('co-design').getByRole('link', { name: title })).toBeFocused();

  // Back again asks why; the answer typed too late is the only thing to type.
  await card.locator('summary').click();
  await card.getByLabel(words.board.to, { exact: true }).selectOption('idea');
  await card.getByRole('button').click();
  await expect(card.getByRole('alert')).toBeFocused();
  await expect(card.getByLabel(words.board.to, { exact: true })).toHaveValue('idea');
  await card.getByLabel(words.page.reason).fill('Le lieu n’est pas trouvé.');
  await page.keyboard.press('Enter');
  await expect(column('idea').getByRole('link', { name: title })).toBeFocused();
  await context.close();
});
