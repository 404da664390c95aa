import { fr as digital } from '../../src/modules/alliance/digital-inclusion/messages.fr.ts';
import { fr } from '../../src/modules/workshops/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { arriveAt, expect, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

const TITLE = 'Se servir de sa messagerie';

test('a workshop from its planning to the seat that is given back', async ({
  browser,
  axe,
  signInAs,
}) => {
  const staff = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await staff.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/ateliers/nouveau');
  await page.getByRole('button', { name: fr.save }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel(fr.partnershipId).selectOption({ index: 1 });
  await page.getByLabel(fr.workshopTitle).fill(TITLE);
  await page.getByLabel(digital.themes.email).check();
  await page.getByLabel(digital.levels.debutant).check();
  await page.getByRole('button', { name: fr.save }).click();
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();

  // One seat, so that the second person waits.
  await page.locator('#field-placeId').fill('Guéret');
  await page.getByRole('option').first().click();
  const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel(fr.firstOn).fill(inAMonth);
  await page.getByLabel(fr.from, { exact: true }).fill('16:00');
  await page.getByLabel(fr.to, { exact: true }).fill('14:00');
  await page.getByLabel(fr.capacity).fill('1');
  await page.getByRole('button', { name: fr.addSessions }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel(fr.capacity)).toHaveValue('1');
  await expect(page.locator('#field-placeId')).not.toHaveValue('');
  await page.getByLabel(fr.to, { exact: true }).fill('18:00');
  await page.getByRole('button', { name: fr.addSessions }).click();
  await expect(page.getByText(fr.planned(1))).toBeVisible();
  await axe(page);
  const series = new URL(page.url()).pathname;

  await page.getByRole('row').nth(1).getByRole('link').click();
  await arriveAt(page, /\/ateliers\/seances\//);
  const session = new URL(page.url()).pathname;
  await page.getByLabel(fr.session.firstName).fill('Ada');
  await page.getByLabel(fr.session.email).fill('ada@example.org');
  await page.getByRole('button', { name: fr.session.registerButton }).click();
  await expect(page.getByText(/Code à noter/)).toBeVisible();
  await expect(page.getByRole('cell', { name: fr.seatStates.registered })).toBeVisible();

  // Somebody on a phone, without an account, without scripts, and without a name.
  const phone = await browser.newContext({
    baseURL: server.url,
    locale: 'fr-FR',
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
  });
  const stranger = await phone.newPage();
  await stranger.goto(session.replace('/ateliers/seances/', '/ateliers-ouverts/'));
  await expect(stranger.getByText(fr.public.full)).toBeVisible();
  await stranger.getByRole('button', { name: fr.public.ask }).click();
  await expect(stranger.getByText(fr.public.status.waiting)).toBeVisible();
  const code = (await stranger.locator('.big-number').textContent()) ?? '';
  expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);

  // Ada cannot come: who waited gets the seat.
  await page.getByRole('button', { name: fr.session.markFor(fr.session.cancel, 'Ada') }).click();
  await expect(page.getByRole('cell', { name: fr.seatStates.cancelled })).toBeVisible();
  await stranger.goto('/ateliers-ouverts');
  await stranger.getByLabel(fr.public.code).fill(code.toLowerCase().replace('-', ' '));
  await stranger.getByRole('button', { name: fr.public.openCode }).click();
  await expect(stranger.getByText(fr.public.status.registered)).toBeVisible();

  // It moves to another place: one that nobody knows moves nothing, and keeps what was typed.
  await page.goto(session);
  await page.getByText(fr.session.move, { exact: true }).click();
  const moving = page.locator('form', {
    has: page.getByRole('button', { name: fr.session.moveButton }),
  });
  await moving.getByLabel(fr.session.otherPlace).fill('Zzyzx');
  await moving.getByLabel(fr.session.reason).fill('Peinture au bureau');
  await moving.getByRole('button', { name: fr.session.moveButton }).click();
  await expect(page.getByRole('alert')).toContainText(fr.session.otherPlace);
  await expect(moving.getByLabel(fr.session.reason)).toHaveValue('Peinture au bureau');
  await moving.getByLabel(fr.session.otherPlace).fill('Grand-Bourg');
  await page.locator('[role="option"]').first().click();
  await moving.getByRole('button', { name: fr.session.moveButton }).click();
  await expect(page.getByText(/Elle était prévue à/)).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByText(/Le lieu a changé/)).toBeVisible();
  await expect(stranger.getByText('Peinture au bureau')).toBeVisible();

  // The session is cancelled after the slip was printed: the slip's page says it, and why.
  await page.goto(session);
  await page.getByText(fr.session.cancelSession).first().click();
  const cancelling = page.locator('form', {
    has: page.getByRole('button', { name: fr.session.cancelButton }),
  });
  await cancelling.getByLabel(fr.session.reason).fill('La salle est inondée');
  await cancelling.getByRole('button', { name: fr.session.cancelButton }).click();
  await expect(page.getByText(fr.session.cancelled)).toBeVisible();
  await axe(page);
  await stranger.reload();
  await expect(stranger.getByText(fr.public.sessionCancelled)).toBeVisible();
  await expect(stranger.getByText('La salle est inondée')).toBeVisible();
  await stranger.goto(session.replace('/ateliers/seances/', '/ateliers-ouverts/'));
  await expect(stranger.getByRole('heading', { level: 1, name: fr.public.over })).toBeVisible();

  await page.goto(`${series}/modifier`);
  await axe(page);
  await page.getByLabel(fr.description).fill('Le matériel est prêté.');
  await page.getByRole('button', { name: fr.save }).click();
  await expect(page.getByText('Le matériel est prêté.')).toBeVisible();
  await staff.close();
  await phone.close();
});

test('an advisor closes a session, and it counts as activity', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/ateliers?passes=1');
  await page.locator('tbody th a').first().click();
  await arriveAt(page, /\/ateliers\/seances\//);
  await page
    .getByRole('button', { name: new RegExp(`^${fr.session.came} `) })
    .first()
    .click();
  await expect(page.getByRole('cell', { name: fr.seatStates.came, exact: true })).toBeVisible();
  await page.getByRole('link', { name: fr.session.close }).click();
  await expect(page.getByLabel(fr.report.participations)).toHaveValue('1');
  await page.getByLabel(fr.report.participations).fill('4');
  await page.getByLabel(fr.report.outcomeNames.alone).fill('5');
  await page.getByRole('button', { name: fr.report.close }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel(fr.report.participations)).toHaveValue('4');
  await axe(page);
  await page.getByLabel(fr.report.outcomeNames.alone).fill('3');
  await page.getByLabel(digital.genders.feminin, { exact: true }).fill('2');
  await page.getByRole('button', { name: fr.report.close }).click();
  await expect(page.getByText(fr.report.done)).toBeVisible();
  await axe(page);
  await page.getByRole('link', { name: fr.session.activity }).click();
  await arriveAt(page, /\/activite\//);
  await expect(page.getByRole('main')).toContainText('4');
  await context.close();
});
