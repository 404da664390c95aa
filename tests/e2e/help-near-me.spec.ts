import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mediationListsFr } from '../../src/modules/alliance/public.ts';
import { fr as feeds } from '../../src/modules/directory/feeds/messages.fr.ts';
import { fr } from '../../src/modules/directory/messages.fr.ts';
import { checkFeedFile, FEEDS } from '../../src/modules/directory/public.ts';
import { fr as alike } from '../../src/modules/places/likeness/messages.fr.ts';
import { mediationFr } from '../../src/modules/places/public.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expect, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

const PHONE = { width: 320, height: 640 };
const FOUND = /^\d+ lieux? près de Guéret$/;

test('help is found on a phone without scripts, down to a workshop', async ({ browser, axe }) => {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'fr-FR',
    javaScriptEnabled: false,
    viewport: PHONE,
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('link', { name: fr.title }).click();
  await expect(page.getByRole('heading', { level: 1, name: fr.title })).toBeVisible();
  await expect(page.getByRole('button', { name: fr.aroundMe })).toHaveCount(0);
  await page.getByLabel(fr.commune).fill('zzzzz');
  await page.getByRole('button', { name: fr.search }).first().click();
  await expect(page.getByText('Commune inconnue', { exact: false }).first()).toBeVisible();
  await page.getByLabel(fr.commune).fill('Guéret');
  await page.getByRole('button', { name: fr.search }).first().click();
  await expect(page.getByText(FOUND)).toBeVisible();

  await page.getByText(fr.more).click();
  await page.getByLabel(mediationListsFr.services.procedures).check();
  await page.getByLabel(fr.free, { exact: true }).check();
  await page.getByRole('button', { name: fr.search }).last().click();
  await expect(page.getByText(FOUND)).toBeVisible();
  expect(new URL(page.url()).searchParams.getAll('services[]')).toEqual(['procedures']);
  await expect(page.getByLabel(mediationListsFr.services.procedures)).toBeChecked();

  const place = page.getByRole('listitem').locator('h3 a').first();
  const name = (await place.textContent()) ?? '';
  await place.click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('heading', { name: fr.hours })).toBeVisible();
  await expect(page.getByText(mediationListsFr.services.procedures, { exact: true })).toBeVisible();
  await context.close();

  // The accessibility checks need scripts, the pages do not.
  const checked = await browser.newContext({ baseURL: server.url, viewport: PHONE });
  const again = await checked.newPage();
  await again.goto('/aide?commune=23096');
  await axe(again);
  await checked.close();
});

test('help is found by position, rounded before it leaves the device', async ({ browser }) => {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'fr-FR',
    geolocation: { latitude: 46.170612, longitude: 1.871234 },
    permissions: ['geolocation'],
  });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/aide');
  await page.getByRole('button', { name: fr.aroundMe }).click();
  await expect(page.getByText(/^\d+ lieux? près de vous$/)).toBeVisible();
  const { searchParams } = new URL(page.url());
  expect([searchParams.get('lat'), searchParams.get('lon')]).toEqual(['46.17', '1.87']);
  expect(asked.filter((url) => /46\.170|1\.871/.test(url))).toEqual([]);
  await context.close();
});

test('the keyboard alone goes from the commune to a place', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await page.goto('/aide');
  await page.getByLabel(fr.commune).focus();
  await page.keyboard.type('gueret');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByText(FOUND)).toBeVisible();
  const link = page.locator('h3 a').first();
  const path = await link.getAttribute('href');
  for (let tabs = 0; tabs < 60; tabs += 1) {
    if (await link.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${server.url}${path}`);
  await context.close();
});

test('what was chosen stays with the choice of a commune and with a wider search', async ({
  page,
}) => {
  const chosen = 'services%5B%5D=equipment&how%5B%5D=free&how%5B%5D=openNow&km=10';
  const kept = (): string[] =>
    ['services[]', 'how[]', 'km', 'page'].map((name) =>
      new URL(page.url()).searchParams.getAll(name).join(),
    );
  await page.goto(`${server.url}/aide?communeText=23000&page=2&${chosen}`);
  await expect(page.getByRole('heading', { name: fr.severalPostal })).toBeVisible();
  await expect(page.getByText(fr.several)).toHaveCount(0);
  await page.getByRole('link', { name: 'Guéret (23)' }).click();
  await expect(page.locator('#field-commune')).toHaveValue('Guéret');
  expect(kept()).toEqual(['equipment', 'free,openNow', '10', '']);

  // Off the coast, there is nobody nearby.
  const at = 'lat=46&lon=-4&services%5B%5D=equipment&care%5B%5D=english&km=';
  await page.goto(`${server.url}/aide?${at}5`);
  await page.getByRole('link', { name: fr.farther(10) }).click();
  await expect(page).toHaveURL(`${server.url}/aide?${at}10`);
});

test('a sheet that is corrected shows at once, and in the feeds when they are built', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/aide?commune=23096');
  const path = (await page.locator('h3 a').first().getAttribute('href')) ?? '';
  await page.goto(`${path.replace('/aide/', '/lieux/')}/mediation`);
  const text = 'Marie-Noëlle vous attend.';
  await page.getByLabel(mediationFr.summary).fill(text);
  await page.getByLabel('Lundi').fill('neuf heures');
  await page.getByLabel(mediationFr.pivot).fill('12');
  await page.getByRole('button', { name: mediationFr.save }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel(mediationFr.summary)).toHaveValue(text);
  await expect(page.getByLabel('Lundi')).toHaveValue('neuf heures');
  await axe(page);
  await page.getByLabel('Lundi').fill('8h30-12h, 14:00-18:00');
  await page.getByLabel(mediationFr.pivot).fill('35600000063516');
  await page.getByLabel(mediationListsFr.services.equipment).check();
  await page.getByRole('button', { name: mediationFr.save }).click();
  await expect(page.getByText(mediationFr.saved)).toBeVisible();
  await page.goto(path);
  await expect(page.getByText(text)).toBeVisible();
  await expect(page.getByText(mediationListsFr.services.equipment)).toBeVisible();

  await page.goto('/sources');
  await page.getByRole('link', { name: 'Ce que contiennent les flux' }).click();
  await page.getByRole('button', { name: feeds.rebuild }).click();
  await expect(page.getByText(feeds.rebuilt)).toBeVisible();
  await axe(page);
  const json = await (await fetch(`${server.url}/feeds/lieux-mediation-numerique.json`)).json();
  const row = json.find((one: { id: string }) => path.endsWith(one.id));
  expect(row).toMatchObject({ presentation_resume: text, pivot: '35600000063516' });
  expect(row.horaires).toMatch(/^Mo 08:30-12:00,14:00-18:00; /);
  await context.close();
});

test('two records of one place are linked, and the link is taken back', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'territory-delegate');
  await page.goto('/lieux');
  await page.getByRole('link', { name: alike.title }).click();
  await expect(page.getByText(alike.waiting(1, '1'))).toBeVisible();
  await axe(page);
  const kept = page.getByRole('heading', { level: 3 }).first();
  const name = (await kept.textContent()) ?? '';
  await page
    .getByRole('button', { name: /^Même lieu/ })
    .first()
    .click();
  await expect(page.getByText(alike.done)).toBeVisible();
  await expect(page.getByText(alike.none)).toBeVisible();
  await page.goto('/aide?commune=23096&km=5');
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(1);

  await page.goto('/lieux/doublons?decidees=1');
  await expect(page.getByText(alike.saidSame(name))).toBeVisible();
  await axe(page);
  await page.getByRole('button', { name: /^Annuler cette décision/ }).click();
  await expect(page.getByText(alike.undone)).toBeVisible();
  await page.goto('/lieux/doublons');
  await expect(page.getByText(alike.waiting(1, '1'))).toBeVisible();
  await page.getByRole('button', { name: /^Ce sont deux lieux/ }).click();
  await expect(page.getByText(alike.waiting(0, '0'))).toBeVisible();
  await context.close();
});

test('every feed of the demonstration is valid, tagged and packed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-feeds-e2e-'));
  try {
    for (const [at, feed] of FEEDS.entries()) {
      const answer = await fetch(`${server.url}/feeds/${feed}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      const path = join(folder, String(at));
      const text = await answer.text();
      await writeFile(path, text);
      expect(await checkFeedFile(feed, path)).toEqual([]);
      expect(text).toContain('Guéret');
      const known = await fetch(`${server.url}/feeds/${feed}`, {
        headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
      });
      expect(known.status).toBe(304);
      const since = await fetch(`${server.url}/feeds/${feed}`, {
        headers: { 'if-modified-since': answer.headers.get('last-modified') ?? '' },
      });
      expect(since.status).toBe(304);
      const plain = await fetch(`${server.url}/feeds/${feed}`, {
        headers: { 'accept-encoding': 'identity' },
      });
      expect(plain.headers.get('content-encoding')).toBeNull();
      expect(await plain.text()).toBe(text);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
