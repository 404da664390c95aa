import { fr } from '../../src/modules/partnerships/hosting/messages.fr.ts';
import { fr as places } from '../../src/modules/places/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { arriveAt, expect, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

const NAME = 'Le comptoir des quatre vents';

test('a hosted business says what it adds to the week of a rural office', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/partenariats?type=economic-cooperation');
  await page.locator('tbody th a').first().click();
  await arriveAt(page, /\/partenariats\/[0-9a-f-]{36}$/);
  const partnership = new URL(page.url()).pathname;
  await page.goto(`${partnership}/hebergement/nouveau`);
  await page.getByLabel(fr.name).fill(NAME);
  const place = page.getByLabel(fr.placeId);
  const placeName = await place.inputValue();
  expect(placeName).not.toBe('');
  await page.getByLabel(fr.servicesBefore).fill('Courrier');
  await page.getByLabel(fr.servicesAfter).fill('Courrier\nÉpicerie');
  for (const day of [
    'monday',
    'tuesday',
    'wednesday',
    'thursday',
    'friday',
    'saturday',
    'sunday',
  ]) {
    const open = day === 'monday' || day === 'tuesday';
    await page.locator(`[name="before.${day}"]`).fill(open ? '9:00-12:00' : '');
    await page.locator(`[name="after.${day}"]`).fill(open ? '9:00-12:00, 14:00-17:30' : '');
  }
  await page.getByLabel(fr.validFrom).fill('2026-09-01');

  // A slot that ends before it begins is said where it stands, and nothing typed is lost.
  await page.locator('[name="after.monday"]').fill('14:00-9:00');
  await page.getByRole('button', { name: fr.save, exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.locator('[name="after.tuesday"]')).toHaveValue(/14/);
  await axe(page);
  await page.locator('[name="after.monday"]').fill('9:00-12:00, 14:00-17:30');
  await page.getByRole('button', { name: fr.save, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  await expect(page.locator('.big-number').first()).toHaveText(/\+\s7\sh/);
  await expect(page.getByText(places.days.monday).first()).toBeVisible();
  await axe(page);

  // The office's own page and the table of the department say it too.
  await page.getByRole('link', { name: placeName }).first().click();
  await expect(page.getByRole('heading', { name: fr.onPlace })).toBeVisible();
  await expect(page.getByText(NAME).first()).toBeVisible();
  await page.goto('/partenariats/hebergement');
  await expect(page.getByRole('row', { name: new RegExp(NAME) })).toContainText(/7\sh/);
  await context.close();
});
