import { fr as help } from '../../src/modules/advisors/accompaniments/messages.fr.ts';
import { fr as digital } from '../../src/modules/alliance/digital-inclusion/messages.fr.ts';
import { fr } from '../../src/modules/follow-up/messages.fr.ts';
import { fr as layout } from '../../src/web/layout/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { arriveAt, expect, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

const NAME = 'Pétronille';

test('a person is looked for, agrees, is followed, gets a copy, and withdraws', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(decodeURIComponent(request.url())));
  await signInAs(page, 'advisor');
  await page.goto('/suivis/nouveau');
  await page.getByRole('button', { name: fr.new.look }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel(fr.firstName).fill(NAME);
  await page.locator('#field-lastName').fill('Essai');
  await page.getByRole('button', { name: fr.new.look }).click();

  // What was typed goes along; everything that is missing is said at once.
  await expect(page.getByLabel(fr.firstName)).toHaveValue(NAME);
  await page.getByRole('button', { name: fr.new.create }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel(fr.firstName)).toHaveValue(NAME);
  await axe(page);
  await page.locator('#field-communeCode').fill('Guéret');
  await page.locator('[role=listbox] [role=option]').first().click();
  await page.getByLabel(fr.consent.purposes.learn).check();
  await page.getByLabel(fr.consent.ways.spoken).check();
  await page.getByLabel(fr.consent.agreed).check();
  await page.getByRole('button', { name: fr.new.create }).click();
  // What is spoken needs a witness.
  await expect(page.getByRole('alert')).toContainText(fr.consent.witness);
  await page.locator('#field-witness').fill('Un collègue');
  await page.getByRole('button', { name: fr.new.create }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${NAME} Essai` })).toBeVisible();
  await axe(page);
  const file = new URL(page.url()).pathname;
  await page.getByLabel(fr.note.text).fill('A écrit son premier courriel');
  await page.getByRole('button', { name: fr.note.save }).click();
  await expect(page.getByText('A écrit son premier courriel')).toBeVisible();

  // Help given from here is linked to the file and shows on it; the list of files is one's own.
  await page.getByRole('link', { name: help.onFile.add }).click();
  await arriveAt(page, /\/accompagnements\/nouveau/);
  await expect(page.getByLabel(help.file)).toHaveValue(file.split('/').at(-1) ?? '');
  await page.getByLabel(digital.themes.email).check();
  await page.getByRole('button', { name: help.save }).click();
  await arriveAt(page, new RegExp(file));
  await expect(page.getByRole('cell', { name: digital.themes.email })).toBeVisible();
  await axe(page);

  // A near spelling is seen before a second file is made.
  await page.goto('/suivis/nouveau');
  await page.getByLabel(fr.firstName).fill('petronile');
  await page.getByRole('button', { name: fr.new.look }).click();
  await expect(page.getByText(fr.new.likely)).toBeVisible();
  await expect(page.getByText(`${NAME} Essai`)).toBeVisible();
  await axe(page);
  await page.getByRole('button', { name: fr.new.none }).click();
  await expect(page.getByLabel(fr.firstName)).toHaveValue('petronile');

  // Nobody else finds it: not the partner, not the national team.
  const elsewhere = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const other = await elsewhere.newPage();
  await signInAs(other, 'partner-admin');
  await other.goto(file);
  await expect(other.getByRole('heading', { name: layout.failure[404].title })).toBeVisible();
  await other.goto('/suivis');
  await other.getByLabel(fr.name).fill(NAME);
  await other.getByRole('button', { name: fr.searchButton, exact: true }).click();
  await expect(other.getByRole('status').filter({ hasText: fr.found(0) })).toBeVisible();
  await elsewhere.close();

  await page.goto(`${file}/export`);
  await expect(page.getByText('A écrit son premier courriel')).toBeVisible();
  await expect(page.getByText('Un collègue')).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: fr.export.file }).click();
  expect((await download).suggestedFilename()).toMatch(/^suivi-[0-9A-F]{6}\.json$/);

  await page.goto(`${file}/accord`);
  await page.getByRole('button', { name: fr.consent.withdrawButton }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await axe(page);
  await page.getByLabel(fr.consent.sure).first().check();
  await page.getByRole('button', { name: fr.consent.withdrawButton }).click();
  await expect(page.getByText(fr.consent.ended)).toBeVisible();
  await page.goto(file);
  await expect(page.getByRole('heading', { name: layout.failure[404].title })).toBeVisible();

  // No name went through an address or stays in the browser.
  expect(addresses.filter((one) => /p[eé]tronil/i.test(one))).toEqual([]);
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  expect(kept).not.toMatch(/p[eé]tronil/i);
  expect(server.output()).not.toMatch(/p[eé]tronil/i);
  await context.close();
});

test('an advisor hands files over, without scripts', async ({ browser, axe, signInAs }) => {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'fr-FR',
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await signInAs(page, 'partner-admin');
  await page.goto('/suivis/relais');
  // The file that nobody is in charge of comes first.
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(fr.relay.nobody);
  await page.getByRole('button', { name: fr.relay.buttonFor(fr.relay.nobody) }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  const group = page.locator('section', {
    has: page.getByRole('heading', { name: fr.relay.nobody }),
  });
  await group.getByRole('combobox').selectOption({ index: 1 });
  await group.getByRole('button').click();
  await expect(page.getByText(fr.relay.done(1))).toBeVisible();
  await page.goto('/suivis?vue=prevenir');
  await page.locator('tbody th a').first().click();
  await page.getByRole('button', { name: fr.file.told }).click();
  await expect(page.getByText(fr.file.tell)).toHaveCount(0);
  await context.close();

  const scripted = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const delegate = await scripted.newPage();
  await signInAs(delegate, 'territory-delegate');
  await delegate.goto('/suivis/relais');
  // Files by number: who hands over need not read.
  await expect(delegate.getByText(/^Suivi [0-9A-F]{6}/).first()).toBeVisible();
  await axe(delegate);
  await scripted.close();
});
