import type { Page } from '@playwright/test';
import { fr as helped } from '../../src/modules/advisors/accompaniments/messages.fr.ts';
import { fr as given } from '../../src/modules/advisors/appointments/messages.fr.ts';
import { fr as coopFr } from '../../src/modules/advisors/coop/messages.fr.ts';
import { fr } from '../../src/modules/advisors/messages.fr.ts';
import { fr as digital } from '../../src/modules/alliance/digital-inclusion/messages.fr.ts';
import { fr as home } from '../../src/web/pages/messages.fr.ts';
import { type CoopServer, coopActivity, startCoop } from '../support/coop.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { arriveAt, expect, test } from './support.ts';

let server: RunningServer;
let coop: CoopServer;
test.beforeAll(async () => {
  coop = await startCoop();
  server = await startServer({ env: { COOP_URL: coop.url, COOP_TOKEN: coop.token } });
});
test.afterAll(async () => {
  await server?.stop();
  await coop?.stop();
});

const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The own sheet of the demonstration's advisor. */
async function openOwn(page: Page): Promise<string> {
  await page.goto('/conseillers');
  await page.getByRole('link', { name: fr.mine }).click();
  await arriveAt(page, /\/conseillers\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

test('an advisor plans a round, gives a slot, takes an absence, and the code says so', async ({
  browser,
  axe,
  signInAs,
}) => {
  const staff = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await staff.newPage();
  await signInAs(page, 'advisor');
  const sheet = await openOwn(page);
  await axe(page);

  // A Saturday, so that nothing else of the demonstration is in the way.
  await page.getByRole('link', { name: fr.rounds.plan }).click();
  await page.locator('#field-placeId').fill('Guéret');
  await page.getByRole('listbox').getByRole('option').first().click();
  await page.getByLabel(fr.rounds.weekday).selectOption('saturday');
  await page.getByLabel(fr.rounds.from, { exact: true }).fill('10:00');
  await page.getByLabel(fr.rounds.to, { exact: true }).fill('09:00');
  await page.getByLabel(fr.rounds.slotMinutes).fill('45');
  await page.getByRole('button', { name: fr.rounds.plan }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel(fr.rounds.slotMinutes)).toHaveValue('45');
  await page.getByLabel(fr.rounds.to, { exact: true }).fill('12:00');
  await page.getByRole('button', { name: fr.rounds.plan }).click();
  await expect(page.locator('.notice-ok')).toContainText('Tournée prévue : 8 présences');

  // The place where the advisor would already be elsewhere is refused with everything kept.
  await page.goto(`${sheet}/tournee`);
  await page.locator('#field-placeId').fill('Guéret');
  await page.getByRole('listbox').getByRole('option').first().click();
  await page.getByLabel(fr.rounds.weekday).selectOption('saturday');
  await page.getByLabel(fr.rounds.from, { exact: true }).fill('11:00');
  await page.getByLabel(fr.rounds.to, { exact: true }).fill('13:00');
  await page.getByLabel(fr.rounds.slotMinutes).fill('30');
  await page.getByRole('button', { name: fr.rounds.plan }).click();
  await expect(page.getByRole('alert')).toContainText('déjà ailleurs');

  // The first Saturday: four slots of 45 minutes, one of them for Ada.
  await page.goto(sheet);
  await page
    .getByRole('link', { name: /^samedi/ })
    .first()
    .click();
  await arriveAt(page, /\/conseillers\/presences\//);
  const presence = new URL(page.url()).pathname;
  const day = ((await page.locator('main time').first().getAttribute('datetime')) ?? '').slice(
    0,
    10,
  );
  await expect(page.getByRole('radio')).toHaveCount(2);
  await page.getByRole('radio').first().check();
  await page.getByLabel(given.firstName).fill('Ada');
  await page.getByRole('button', { name: given.bookButton }).click();
  await expect(page.getByText(/Code à noter/)).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(1);
  await axe(page);
  await page.getByRole('link', { name: given.slip }).click();
  await arriveAt(page, /\/rendez-vous\//);
  const slip = new URL(page.url()).pathname;
  await axe(page);

  // Somebody on a phone, without an account and without scripts.
  const phone = await browser.newContext({
    baseURL: server.url,
    locale: 'fr-FR',
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
  });
  const stranger = await phone.newPage();
  await stranger.goto(slip);
  await expect(stranger.getByText(given.public.status.booked)).toBeVisible();

  // An absence over that Saturday: the appointment is listed to act on.
  await page.goto(`${sheet}/absence`);
  await page.getByLabel(fr.absence.firstDay).fill(day);
  await page.getByLabel(fr.absence.lastDay).fill(day);
  await page.getByLabel(fr.absence.reason).selectOption('training');
  await page.getByRole('button', { name: fr.absence.save }).click();
  await expect(page.locator('.notice-ok')).toContainText('1 rendez-vous à revoir');
  await expect(page.getByRole('heading', { name: given.toActTitle })).toBeVisible();
  await axe(page);
  await stranger.reload();
  await expect(stranger.getByText(given.public.absent)).toBeVisible();
  // The person takes another time alone; the code stays.
  await stranger
    .getByRole('button', { name: new RegExp(`^${given.public.chooseButton}`) })
    .first()
    .click();
  await expect(stranger.getByText(given.public.status.booked)).toBeVisible();
  expect(new URL(stranger.url()).pathname).toBe(slip);
  await page.goto(sheet);
  await expect(page.getByRole('heading', { name: given.toActTitle })).toBeHidden();
  await page.goto(presence);
  await expect(page.getByText(fr.presence.absent).first()).toBeVisible();

  // The round moves to another place: who loses an hour is said before anything is changed.
  await page.goto(sheet);
  await page
    .getByRole('link', { name: /^samedi/ })
    .nth(1)
    .click();
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: given.bookButton }).click();
  const second = await page.getByRole('link', { name: given.slip }).getAttribute('href');
  await page.goto(sheet);
  await page.getByRole('link', { name: new RegExp(`^${fr.rounds.change} : Samedi`) }).click();
  await expect(page.getByText(/À venir : .* 1 rendez-vous donné/)).toBeVisible();
  await axe(page);
  await page.locator('#field-placeId').fill('Le Grand-Bourg');
  await page.getByRole('listbox').getByRole('option').first().click();
  await page.getByRole('button', { name: fr.rounds.changeSave }).click();
  await expect(page.getByRole('alert')).toContainText(fr.rounds.changeReason);
  await page.getByLabel(fr.rounds.changeReason).fill('Le bureau est en travaux');
  await page.getByRole('button', { name: fr.rounds.changeSave }).click();
  await expect(page.getByText(fr.rounds.concerned(1, 0))).toBeVisible();
  await expect(page.locator('#field-placeId')).toHaveValue(/Grand-Bourg/);
  await axe(page);
  await stranger.goto(second ?? '');
  await expect(stranger.getByText(given.public.status.booked)).toBeVisible();
  await page.getByRole('button', { name: fr.rounds.changeSure(1) }).click();
  await expect(page.locator('.notice-ok')).toContainText('0 rendez-vous gardé, 1 à revoir');
  await stranger.reload();
  await expect(stranger.getByText('Le bureau est en travaux')).toBeVisible();
  await expect(
    stranger.getByRole('button', {
      name: new RegExp(`^${given.public.chooseButton}.*Grand-Bourg`),
    }),
  ).not.toHaveCount(0);

  // It waits on the home until somebody acts.
  await page.goto('/');
  await page.getByRole('link', { name: home.home.digital.says.displaced(1) }).click();
  await expect(page.getByRole('heading', { level: 1, name: given.toActTitle })).toBeVisible();
  await axe(page);
  await page.getByRole('button', { name: given.told }).click();
  await expect(page.getByText(given.noneToAct)).toBeVisible();

  const feed = await page.request.get(
    sheet.replace('/conseillers/', '/calendriers/conseillers/').concat('/presences.ics'),
  );
  expect(await feed.text()).toContain('STATUS:CANCELLED');
  expect(await feed.text()).not.toContain('Ada');
  await staff.close();
  await phone.close();
});

test('help is recorded in a few touches of the keyboard, then corrected', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'advisor');
  await page.goto('/accompagnements/nouveau');
  // Day, place, length and advisor are filled by habit: a theme and Enter.
  await page.getByLabel(digital.themes.email).focus();
  await page.keyboard.press('Space');
  await page.getByLabel(helped.otherLength).focus();
  await page.keyboard.type('1:05');
  await page.keyboard.press('Enter');
  await expect(page.getByText(helped.saved)).toBeVisible();
  await page.getByRole('link', { name: helped.see }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('1 h 05');

  await page.getByRole('row').nth(1).getByRole('link').click();
  await arriveAt(page, /\/accompagnements\/[0-9a-f-]{36}/);
  await page.getByRole('link', { name: helped.one.correct }).click();
  await page.getByLabel(helped.formats.group).check();
  await page.getByText(helped.who).click();
  await page.getByLabel(digital.genders.feminin, { exact: true }).fill('4');
  await page.getByLabel(helped.participants).fill('3');
  await page.getByRole('button', { name: helped.correction.save }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel(helped.participants)).toHaveValue('3');
  await axe(page);
  await page.getByLabel(helped.participants).fill('6');
  await page.getByLabel(helped.correction.reason).fill('C’était un groupe');
  await page.getByRole('button', { name: helped.correction.save }).click();
  await expect(page.getByText(helped.correction.done)).toBeVisible();
  await expect(page.getByText(helped.one.participants(6))).toBeVisible();
  await context.close();
});

test('the national team sees which departments are covered, and imports from La Coop', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/conseillers');
  await expect(page.getByRole('heading', { name: fr.coverage.title })).toBeVisible();
  await page.getByText(/départements sans personne ce mois-ci/).click();
  await expect(page.getByText(/Paris \(75\)/)).toBeVisible();
  await page.getByRole('link', { name: fr.coverage.show('Creuse (23)') }).click();
  await arriveAt(page, /departement=23/);
  await expect(page.getByRole('row').nth(1)).toContainText('(23)');

  coop.activities.set(
    '55555555-5555-4555-8555-555555555555',
    coopActivity({ date: inDays(-1), modification: `${inDays(-1)}T10:00:00.000Z` }),
  );
  await page.goto('/conseillers/coop');
  await page.getByRole('button', { name: coopFr.now }).click();
  await expect(page.getByText(coopFr.started)).toBeVisible();
  await expect(async () => {
    await page.goto('/conseillers/coop');
    await expect(page.getByRole('heading', { name: coopFr.mediators })).toBeVisible();
  }).toPass();
  await axe(page);
  await page.locator('select[name=advisor]').first().selectOption({ index: 1 });
  await page
    .getByRole('button', { name: /^C’est cette personne/ })
    .first()
    .click();
  await expect(page.locator('.notice-ok')).toContainText('1 activité');
  await page.goto('/accompagnements');
  await expect(page.getByText(helped.source.coop).first()).toBeVisible();
  await context.close();
});

test('somebody makes an appointment alone, on a phone and without scripts', async ({
  browser,
  axe,
}) => {
  const viewport = { width: 320, height: 640 };
  const phone = await browser.newContext({
    baseURL: server.url,
    locale: 'fr-FR',
    javaScriptEnabled: false,
    viewport,
  });
  const page = await phone.newPage();
  await page.goto('/aide?commune=23096&km=60');
  await page.locator('a[href^="/rendez-vous/prendre/"]').first().click();
  await expect(page.getByRole('heading', { level: 1, name: given.public.takeTitle })).toBeVisible();
  const address = page.url();
  const free = await page.getByRole('radio').count();
  await page.getByLabel(given.public.phone).fill('01 23');
  await page.getByRole('button', { name: given.public.take }).click();
  // Everything that is wrong at once; what was typed stays.
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(2);
  await expect(page.getByLabel(given.public.phone)).toHaveValue('01 23');
  await page.getByLabel(given.public.phone).fill('06 12 34 56 78');
  await page.getByLabel(given.public.firstName).fill('Ada');
  await page.getByRole('radio').first().check();
  const wanted = await page.getByRole('radio').first().inputValue();
  await page.getByRole('button', { name: given.public.take }).click();
  await expect(page.getByText(given.public.status.booked)).toBeVisible();
  await expect(page.locator('.big-number')).toHaveText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);

  // The hour is gone for others; whoever asks for it all the same is told so.
  await page.goto(address);
  await expect(page.getByRole('radio')).toHaveCount(free - 1);
  const late = await page.request.post(address, {
    headers: { origin: server.url },
    form: { id: crypto.randomUUID(), startsAt: wanted },
  });
  expect(late.status()).toBe(409);
  await phone.close();

  // The accessibility checks need scripts, the page does not.
  const checked = await browser.newContext({ baseURL: server.url, viewport, locale: 'fr-FR' });
  const other = await checked.newPage();
  await other.goto(address);
  await axe(other);
  await checked.close();
});
