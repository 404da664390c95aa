import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { accountsEn, accountsFr } from '../../src/modules/accounts/public.ts';
import { activityEn, activityFr } from '../../src/modules/activity/public.ts';
import { allianceEn, allianceFr } from '../../src/modules/alliance/public.ts';
import { impactEn, impactFr } from '../../src/modules/impact/public.ts';
import { importsEn, importsFr } from '../../src/modules/imports/public.ts';
import { partnersEn, partnersFr } from '../../src/modules/partners/public.ts';
import { partnershipsEn, partnershipsFr } from '../../src/modules/partnerships/public.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { arriveAt, expect, test } from './support.ts';

const SAMPLES = process.env.MAILLAGE_SAMPLES ?? join(import.meta.dirname, '../../../shared/data');
const FILES = {
  'contact-points': 'laposte-points-de-contact-2020.csv',
  indicators: 'indicateurs-communes.csv',
} as const;

const CATALOGUES = {
  fr: {
    accounts: accountsFr,
    activity: activityFr,
    alliance: allianceFr,
    impact: impactFr,
    imports: importsFr,
    partners: partnersFr,
    partnerships: partnershipsFr,
  },
  en: {
    accounts: accountsEn,
    activity: activityEn,
    alliance: allianceEn,
    impact: impactEn,
    imports: importsEn,
    partners: partnersEn,
    partnerships: partnershipsEn,
  },
} as const;
type Words = (typeof CATALOGUES)['fr'];

/**
 * The whole main job on an alliance that starts empty: the official files come in, a need is
 * recorded with an indicator, a partnership agreed, people helped, the figure and the public page.
 */
for (const locale of ['fr', 'en'] as const) {
  test(`from the real files to a public page (${locale})`, async ({ browser, axe }) => {
    test.setTimeout(180_000);
    const missing = Object.values(FILES).filter((name) => !existsSync(join(SAMPLES, name)));
    test.skip(missing.length > 0, `no ${missing.join(', ')} here`);
    const words = CATALOGUES[locale];
    const server = await startServer({ args: ['--empty'] });
    try {
      const page = await firstSignIn(browser, server, locale, words);
      await importFiles(page, words);
      await axe(page);
      await recordNeed(page, words);
      await makePartner(page, words);
      const partnership = await makePartnership(page, words);
      await recordActivity(page, words);
      await seeFigure(page, words);
      await publish(browser, page, server, partnership, locale, words);
    } finally {
      await server.stop();
    }
  });
}

async function open(browser: Browser, server: RunningServer, locale: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: locale === 'fr' ? 'fr-FR' : 'en-GB',
  });
  return context.newPage();
}

async function firstSignIn(
  browser: Browser,
  server: RunningServer,
  locale: 'fr' | 'en',
  words: Words,
): Promise<Page> {
  const page = await open(browser, server, locale);
  const link = /http\S+\/connexion\/lien\?jeton=\S+/.exec(server.output())?.[0] ?? '';
  await page.goto(link);
  await page.getByRole('button', { name: words.accounts.link.enter }).click();
  await arriveAt(page, `${server.url}/`);
  if (locale === 'en') {
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  }
  return page;
}

async function importFiles(page: Page, words: Words): Promise<void> {
  for (const kind of ['indicators', 'contact-points'] as const) {
    await page.goto('/importations');
    await page.getByLabel(words.imports.kinds[kind] ?? kind).check();
    await page
      .getByLabel(words.imports.file, { exact: true })
      .setInputFiles(join(SAMPLES, FILES[kind]));
    await page.getByRole('button', { name: words.imports.doIt, exact: true }).click();
    const outcome = kind === 'indicators' ? words.imports.allIn : words.imports.someRejected;
    await expect(page.getByText(outcome)).toBeVisible({ timeout: 90_000 });
  }
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: words.imports.download }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('rejected.csv');
}

async function recordNeed(page: Page, words: Words): Promise<void> {
  const t = words.partnerships.need;
  await page.goto('/territoires/commune/23096');
  await page.getByRole('link', { name: t.add }).click();
  // The page before has a section of a like name.
  await page
    .locator('input')
    .and(page.getByLabel(words.alliance.commitment['digital-inclusion']))
    .check();
  await page.locator('#field-title').fill('Personne pour aider aux démarches');
  await page.locator('#field-indicators input[type=checkbox]').first().check();
  await page.getByRole('button', { name: t.save }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Personne pour aider aux démarches' }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: t.evidence })).toBeVisible();
}

async function makePartner(page: Page, words: Words): Promise<void> {
  const t = words.partners.form;
  const need = page.url();
  await page.goto('/partenaires/nouveau');
  await page.getByLabel(t.name).fill('Le Fil de Guéret');
  await page.getByLabel(t.kind).selectOption('association');
  await page.locator('#field-siret').fill('732 829 320 00079');
  await page.getByLabel(t.communeCode, { exact: true }).fill('gueret');
  await page.getByRole('option', { name: /Guéret \(23096\)/ }).click();
  await page.getByRole('button', { name: t.save }).click();
  // The SIRET fails: the message names it, nothing typed is lost.
  await expect(page.getByRole('alert')).toContainText('SIRET');
  await expect(page.getByLabel(t.name)).toHaveValue('Le Fil de Guéret');
  await page.locator('#field-siret').fill('732 829 320 00074');
  await page.getByRole('button', { name: t.save }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Le Fil de Guéret' })).toBeVisible();
  await page.goto(need);
}

async function makePartnership(page: Page, words: Words): Promise<string> {
  const t = words.partnerships;
  await page.getByRole('link', { name: t.need.startPartnership }).click();
  await page.locator('#field-title').fill('Ateliers au bureau de Guéret');
  await page.locator('#field-partnerId').fill('fil de gu');
  await page.getByRole('option', { name: /Le Fil de Guéret/ }).click();
  await page.getByLabel(t.types['social-innovation']).check();
  await page.locator('#field-placeIds').fill('gueret');
  await page.locator('[role=option]:visible').first().click();
  await page.getByRole('button', { name: t.form.create }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Ateliers au bureau de Guéret' }),
  ).toBeVisible();
  for (const stage of ['co-design', 'agreed', 'active'] as const) {
    await page.getByLabel(t.moves[stage]).check();
    await page.getByLabel(t.page.reason).fill('Accord oral, pièces à suivre.');
    await page.getByRole('button', { name: t.page.move }).click();
    await expect(page.getByLabel(t.moves[stage])).toHaveCount(0);
  }
  await expect(page.getByText(t.stages.active).first()).toBeVisible();
  return new URL(page.url()).pathname;
}

async function recordActivity(page: Page, words: Words): Promise<void> {
  const t = words.activity;
  await page.getByRole('link', { name: words.partnerships.page.record }).click();
  await page.getByLabel(t.form.participations).fill('12');
  await page.getByLabel(t.form.personsDeclared).fill('9');
  await page.getByLabel(t.kinds.workshop).check();
  await page.getByRole('button', { name: t.form.save, exact: true }).click();
  await expect(page.getByText(t.form.saved)).toBeVisible();
}

async function seeFigure(page: Page, words: Words): Promise<void> {
  await page.goto('/chiffres');
  const people = page.locator('.card', { hasText: words.impact.people });
  await expect(people.locator('.big-number')).toHaveText('9');
  await people.getByRole('link', { name: words.impact.seeRecords }).click();
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await expect(page.locator('tbody tr')).toContainText('12');
}

async function publish(
  browser: Browser,
  page: Page,
  server: RunningServer,
  partnership: string,
  locale: 'fr' | 'en',
  words: Words,
): Promise<void> {
  const t = words.partnerships.page;
  const sentence = 'Deux fois par semaine, on apprend ensemble au bureau.';
  await page.goto(partnership);
  await page.getByLabel(t.publicSummary).fill(sentence);
  await page.getByRole('button', { name: t.operatorAgree }).click();
  await expect(page.getByText(t.waitingPartner)).toBeVisible();
  const partnerPage = await page
    .getByRole('link', { name: 'Le Fil de Guéret' })
    .first()
    .getAttribute('href');

  // The association is invited, accepts by the link of the mail, and agrees.
  await page.goto('/comptes');
  await page.getByLabel(words.accounts.admin.email).fill('contact@fil.example.org');
  await page.getByLabel(words.accounts.admin.role, { exact: true }).selectOption('partner-admin');
  await page
    .getByLabel(words.accounts.admin.scopeKind, { exact: true })
    .selectOption('organisation');
  await page.getByLabel(words.accounts.admin.scopeCode).fill(partnerPage?.split('/').at(-1) ?? '');
  await page.getByRole('button', { name: words.accounts.admin.send }).click();
  await expect(page.getByText(words.accounts.admin.sent)).toBeVisible();
  const invitation = page.getByText(/http\S+\/invitation\?jeton=\S+/);
  await expect(async () => {
    await page.goto('/messagerie');
    await expect(invitation.first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  const link =
    /http\S+\/invitation\?jeton=[\w-]+/.exec((await invitation.first().textContent()) ?? '')?.[0] ??
    '';

  const partner = await open(browser, server, locale);
  await partner.goto(link);
  await partner.getByLabel(words.accounts.invitation.name).fill('Salariée');
  await partner.getByRole('button', { name: words.accounts.invitation.accept }).click();
  await arriveAt(partner, `${server.url}/`);
  await partner.goto(partnership);
  await partner.getByRole('button', { name: t.partnerAgree }).click();
  await partner.getByRole('link', { name: t.seePublic }).click();
  await arriveAt(partner, /\/alliance\//);
  await expect(partner.getByText(sentence)).toBeVisible();

  const stranger = await open(browser, server, locale);
  await stranger.goto(partner.url());
  await expect(stranger.getByText(sentence)).toBeVisible();
  await stranger.goto(partnership);
  await expect(stranger).toHaveURL(/\/connexion\?suite=/);
}
