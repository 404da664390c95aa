import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { fr as contacts } from '../../src/modules/partners/contacts/messages.fr.ts';
import { fr } from '../../src/modules/partners/dossier/messages.fr.ts';
import { fr as lookup } from '../../src/modules/partners/lookup/messages.fr.ts';
import { fr as words } from '../../src/modules/partners/messages.fr.ts';
import { type Directory, startDirectory } from '../support/directory.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expect, test } from './support.ts';

let server: RunningServer;
let directory: Directory;
test.beforeAll(async () => {
  directory = await startDirectory();
  server = await startServer({ env: { DIRECTORY_URL: directory.url } });
});
test.afterAll(async () => {
  await server?.stop();
  await directory?.stop();
});

/** The smallest file that is a PNG image. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

async function create(page: Page, name: string, confirm: boolean): Promise<string> {
  await page.goto('/partenaires/nouveau');
  await page.getByLabel(words.form.name).fill(name);
  await page.getByLabel(words.form.kind).selectOption('association');
  await page.locator('#field-communeCode').fill('23096');
  await page.getByRole('button', { name: words.form.save }).click();
  if (confirm) {
    // A like name in the same department is shown before anything is made.
    await expect(page.getByText(words.form.duplicatesTitle)).toBeVisible();
    await page.getByRole('button', { name: words.form.createAnyway }).click();
  }
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return new URL(page.url()).pathname;
}

test('a partner’s file is kept, two records become one, and two again', async ({
  browser,
  axe,
  signInAs,
}, info) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  const kept = await create(page, 'Le Relais des Trois Ponts', false);
  const gone = await create(page, 'Relais des Trois Ponts', true);

  // A paper is known by its content: a page that calls itself a PDF is refused.
  await page.goto(`${gone}/dossier`);
  await page.getByText(fr.addDocument).first().click();
  const fake = info.outputPath('statuts.pdf');
  writeFileSync(fake, '<!doctype html><script>alert(1)</script>');
  await page.getByLabel(fr.kind).selectOption('statutes');
  await page.getByLabel(fr.expiry).fill('2026-12-24');
  await page.getByLabel(fr.file).setInputFiles(fake);
  await page.getByRole('button', { name: fr.addDocument }).click();
  await expect(page.getByRole('alert')).toContainText('type de fichier');
  await expect(page.getByLabel(fr.expiry)).toHaveValue('2026-12-24');
  await axe(page);
  await page
    .getByLabel(fr.file)
    .setInputFiles({ name: 'statuts.png', mimeType: 'image/png', buffer: PNG });
  await page.getByRole('button', { name: fr.addDocument }).click();
  await expect(page.getByRole('link', { name: fr.documents.statutes })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: fr.documents.statutes }).click();
  expect((await downloading).suggestedFilename()).toBe('statuts.png');

  // The two records are compared, then made one; the old address leads to the one that stayed.
  await page.goto(`${kept}/fusion?autre=${gone.split('/').at(-1)}`);
  await axe(page);
  await page
    .getByRole('radio', { name: /Nom.*Relais des Trois Ponts$/ })
    .last()
    .check();
  await page.getByRole('button', { name: fr.merge.confirm }).click();
  await expect(
    page.getByRole('button', { name: fr.merge.undoOf('Relais des Trois Ponts') }),
  ).toBeVisible();
  await page.goto(gone);
  expect(new URL(page.url()).pathname).toBe(kept);
  await page.goto(`${kept}/dossier`);
  await expect(page.getByRole('link', { name: fr.documents.statutes })).toBeVisible();

  // Undone, each has its own again, and the history says what happened.
  await page.goto(`${kept}/fusion`);
  await page.getByRole('button', { name: fr.merge.undoOf('Relais des Trois Ponts') }).click();
  await expect(page.getByText(fr.merge.notUndone)).toBeVisible();
  await page.goto(`${gone}/dossier`);
  await expect(page.getByRole('link', { name: fr.documents.statutes })).toBeVisible();
  await page.goto(`${kept}/historique`);
  await expect(page.getByText(fr.events.unmerged ?? '', { exact: false })).toBeVisible();
  await axe(page);
  await context.close();
});

test('a contact says what they agreed to, and is erased on request', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/partenaires');
  await page.locator('tbody th a').first().click();
  await page.getByText(words.page.addContact).first().click();
  await page.getByLabel(words.page.contactName).fill('Une personne inventée');
  await page.getByRole('button', { name: words.page.addContact }).click();
  await expect(page.getByText(contacts.noConsent).first()).toBeVisible();
  await page.getByRole('link', { name: contacts.editOf('Une personne inventée') }).click();
  await axe(page);
  await page.getByLabel(contacts.consentOn).fill('2026-01-15');
  await page.getByLabel(contacts.consentPurpose).fill('Suivi du partenariat');
  await page.getByRole('button', { name: contacts.save }).click();
  const link = page.getByRole('link', { name: contacts.editOf('Une personne inventée') });
  await link.click();
  await expect(page.getByLabel(contacts.consentPurpose)).toHaveValue('Suivi du partenariat');
  await page.getByRole('button', { name: contacts.remove }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(link).toHaveCount(0);
  await context.close();
});

test('the public directory fills the form; when it is down, the form is filled by hand', async ({
  browser,
  signInAs,
}) => {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'fr-FR',
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/partenaires/nouveau');
  await page.getByLabel(lookup.search).fill('Xylophone');
  await page.getByRole('button', { name: lookup.go, exact: true }).click();
  await page.getByRole('link', { name: lookup.takeUp('RELAIS XYLOPHONE') }).click();
  await expect(page.getByLabel(words.form.name)).toHaveValue('RELAIS XYLOPHONE');
  await expect(page.locator('#field-siret')).toHaveValue('73282932000074');
  await page.getByRole('button', { name: words.form.save }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'RELAIS XYLOPHONE' })).toBeVisible();

  await page.goto('/partenaires/nouveau');
  await page.getByLabel(lookup.search).fill('panne');
  await page.getByRole('button', { name: lookup.go, exact: true }).click();
  await expect(page.getByText(lookup.failures['directory-down'] ?? '')).toBeVisible();
  await page.getByLabel(words.form.name).fill('À la main');
  await page.getByLabel(words.form.kind).selectOption('association');
  await page.locator('#field-communeCode').fill('23096');
  await page.getByRole('button', { name: words.form.save }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'À la main' })).toBeVisible();
  await context.close();
});
