import type { Page } from '@playwright/test';
import { fr as counter } from '../../src/modules/orientation/counter/messages.fr.ts';
import { fr } from '../../src/modules/orientation/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expect, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

const PIN = '2580';

async function typePin(page: Page): Promise<void> {
  for (const digit of PIN)
    await page.getByRole('button', { name: counter.digit(Number(digit)), exact: true }).click();
}

async function openCounter(page: Page): Promise<void> {
  await page.goto('/guichet');
  await expect(page.getByRole('heading', { name: counter.newPin })).toBeVisible();
  await typePin(page);
  await expect(page.getByRole('heading', { name: counter.repeatPin })).toBeVisible();
  await typePin(page);
  await expect(page.getByRole('heading', { name: counter.start })).toBeFocused();
}

/** Four touches: what is difficult, what they would like, what is proposed; the code comes back. */
async function orient(page: Page, wish = fr.wishes.soon, kind = ''): Promise<string> {
  await page.getByRole('button', { name: fr.difficulties.banking }).click();
  await page.getByRole('button', { name: wish }).click();
  await page.getByRole('listitem').filter({ hasText: kind }).first().getByRole('button').click();
  await expect(page.getByRole('heading', { name: counter.slipTitle })).toBeFocused();
  return ((await page.locator('.code').textContent()) ?? '').trim();
}

test('a counter orients with the network cut, and a host receives', async ({
  browser,
  axe,
  signInAs,
}) => {
  test.setTimeout(120_000);
  const desk = await browser.newContext({
    baseURL: server.url,
    locale: 'fr-FR',
    viewport: { width: 412, height: 800 },
  });
  const page = await desk.newPage();
  await signInAs(page, 'counter-agent');
  await openCounter(page);
  await axe(page);
  await expect(page.getByText(`${counter.online} ·`)).toBeVisible();
  await page.getByRole('button', { name: fr.difficulties.banking }).click();
  await axe(page);
  await page.getByText(counter.accessTitle).first().click();
  await page.getByRole('button', { name: counter.back }).click();
  // To a place without an hour: who is sent there may come at once.
  const first = await orient(page, fr.wishes.soon, fr.kinds.place);
  await expect(page.getByText(counter.saved)).toBeVisible();
  await axe(page);
  await page.getByRole('button', { name: counter.again }).click();

  // A wrong tap is taken back.
  const wrong = await orient(page);
  // A tap on the spot of the one before comes too quickly to be meant: a person takes longer.
  await expect(async () => {
    await page.getByRole('button', { name: counter.undo }).click({ timeout: 2_000 });
    await expect(page.getByRole('heading', { name: counter.start })).toBeVisible({
      timeout: 3_000,
    });
  }).toPass({ timeout: 20_000 });

  // The network goes. The page opens again from the device, locked; nothing of the last person is left.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/guichet')) !== undefined))
    .toBe(true);
  await desk.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: counter.locked })).toBeVisible();
  await typePin(page);
  await expect(page.getByText(counter.offline)).toBeVisible();
  const second = await orient(page, fr.wishes.near, fr.kinds.place);
  await expect(page.getByText(counter.savedHere)).toBeVisible();
  await page.getByRole('button', { name: counter.sms }).click();
  await page.getByLabel(counter.number).fill('06 12');
  await page.getByRole('button', { name: counter.send, exact: true }).click();
  await expect(page.getByText(counter.badNumber)).toBeVisible();
  await expect(page.getByLabel(counter.number)).toHaveValue('06 12');
  await page.getByLabel(counter.number).fill('06 12 34 56 78');
  await page.getByRole('button', { name: counter.send, exact: true }).click();
  await expect(page.getByText(counter.sentLater)).toBeVisible();
  await expect(page.getByText(counter.waiting(1))).toBeVisible();
  // What rests on the device says nothing of the person.
  const resting = await page.evaluate(async () => {
    const open = indexedDB.open('maillage-guichet');
    const db = await new Promise<IDBDatabase>((resolve) => {
      open.onsuccess = () => resolve(open.result);
    });
    const all = db.transaction('queue').objectStore('queue').getAll();
    return new Promise<string>((resolve) => {
      all.onsuccess = () => resolve(JSON.stringify(all.result));
    });
  });
  expect(resting).toContain(second);
  expect(resting).not.toMatch(/0612|612345678|06 12/);
  await page.getByRole('button', { name: counter.again }).click();
  const third = await orient(page);
  await page.getByRole('button', { name: counter.again }).click();
  await expect(page.getByText(counter.waiting(2))).toBeVisible();

  await desk.setOffline(false);
  await expect(page.getByText(counter.waiting(0))).toBeVisible({ timeout: 40_000 });
  await page.getByRole('button', { name: counter.lock }).click();
  await expect(page.getByRole('heading', { name: counter.locked })).toBeVisible();

  // Each code leads to its page, for whoever has it.
  const person = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const phone = await person.newPage();
  for (const code of [first, second, third]) {
    await phone.goto(`/suite/${code}`);
    await expect(phone.getByText(code, { exact: true })).toBeVisible();
  }
  await axe(phone);
  await phone.getByRole('button', { name: fr.slip.cancel }).click();
  await expect(phone.getByText(fr.slip.withdrawn)).toBeVisible();

  await phone.goto(`/suite/${wrong}`);
  await expect(phone.getByText(fr.slip.withdrawn)).toBeVisible();

  // The host types the code; said twice, it counts once.
  const hostDesk = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const host = await hostDesk.newPage();
  await signInAs(host, 'alliance-lead');
  await host.goto('/orientations');
  await host.getByLabel(fr.redeemField).fill(first.toLowerCase());
  await host.getByRole('button', { name: fr.redeemButton }).click();
  await expect(host.getByRole('heading', { name: fr.oneTitle(first) })).toBeVisible();
  await host.getByRole('button', { name: fr.came, exact: true }).click();
  await expect(host.getByText(fr.saved)).toBeVisible();
  await host.getByRole('button', { name: fr.results.alone }).click();
  await expect(host.getByRole('button', { name: fr.results.alone })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await axe(host);
  await host.goto(`/suite/${first}`);
  await expect(host.getByText(fr.slip.came)).toBeVisible();

  // Scanned, the slip lets the host say with one touch that the person came.
  await host.goto(`/suite/${second}`);
  await host.getByRole('button', { name: fr.came, exact: true }).click();
  await expect(host.getByRole('heading', { name: fr.oneTitle(second) })).toBeVisible();
  await expect(host.getByText(fr.saved)).toBeVisible();

  // News come back to the counter.
  await page.goto('/guichet/nouvelles');
  await expect(page.getByText(/De vos \d+ orientations, \d+ personnes sont venues/)).toBeVisible();
  await axe(page);
  // The message that waited without a network has left.
  await host.goto('/messagerie');
  await expect(host.getByText(second).first()).toBeVisible();
  await Promise.all([desk, person, hostDesk].map((one) => one.close()));
});

test('a counter is worked with the keyboard', async ({ browser, signInAs }) => {
  const desk = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await desk.newPage();
  await signInAs(page, 'counter-agent');
  // What is nearby comes late here.
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/guichet/offres*', (route) => held.then(() => route.continue()));
  await page.goto('/guichet');
  await expect(page.getByRole('heading', { name: counter.newPin })).toBeFocused();
  await page.keyboard.type(PIN);
  await expect(page.getByRole('heading', { name: counter.repeatPin })).toBeVisible();
  await page.keyboard.type(PIN);
  await expect(page.getByRole('heading', { name: counter.start })).toBeFocused();
  const press = async (name: string): Promise<void> => {
    await expect(page.getByRole('button', { name }).first()).toBeVisible();
    for (let turn = 0; turn < 30; turn += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const at = document.activeElement;
        return at instanceof HTMLButtonElement ? (at.textContent ?? '') : '';
      });
      if (focused.includes(name)) return page.keyboard.press('Enter');
    }
    throw new Error(`the keyboard does not reach ${name}`);
  };
  await press(fr.difficulties.banking);
  await expect(page.getByRole('heading', { name: counter.wishTitle })).toBeFocused();
  await press(fr.wishes.soon);
  await expect(page.getByRole('heading', { name: counter.proposals })).toBeFocused();
  await expect(page.getByText(counter.looking)).toBeVisible();
  await expect(page.getByText(counter.none)).toHaveCount(0);
  // The browser's own way back undoes a step, and does not leave.
  await page.goBack();
  await expect(page.getByRole('heading', { name: counter.wishTitle })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('heading', { name: counter.start })).toBeFocused();
  await press(fr.difficulties.banking);
  await expect(page.getByRole('heading', { name: counter.wishTitle })).toBeFocused();
  await press(fr.wishes.soon);
  await expect(page.getByRole('heading', { name: counter.proposals })).toBeFocused();
  release();
  await press(counter.choose);
  await expect(page.getByRole('heading', { name: counter.slipTitle })).toBeFocused();
  await press(counter.sms);
  await expect(page.getByLabel(counter.number)).toBeFocused();
  await press(counter.again);
  await expect(page.getByRole('heading', { name: counter.start })).toBeFocused();
  await press(fr.difficulties.banking);
  await expect(page.getByRole('heading', { name: counter.wishTitle })).toBeFocused();
  await press(fr.wishes.soon);
  await press(counter.choose);
  await expect(page.getByRole('heading', { name: counter.slipTitle })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('heading', { name: counter.start })).toBeFocused();
  await expect(page.locator('.code')).toHaveCount(0);
  await desk.close();
});

test('five wrong codes lock a device until somebody signs in again', async ({
  browser,
  signInAs,
}) => {
  const desk = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await desk.newPage();
  await signInAs(page, 'counter-agent');
  await openCounter(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: counter.locked })).toBeVisible();
  for (let turn = 1; turn <= 5; turn += 1) {
    await page.keyboard.type('0000');
    if (turn < 5) await expect(page.getByText(counter.wrongPin(5 - turn))).toBeVisible();
  }
  await expect(page.getByText(counter.lockedOut)).toBeVisible();
  await page.reload();
  await expect(page.getByText(counter.lockedOut)).toBeVisible();
  await page.getByRole('button', { name: counter.signOut }).click();
  await signInAs(page, 'counter-agent');
  await page.goto('/guichet');
  await expect(page.getByRole('heading', { name: counter.newPin })).toBeVisible();
  await desk.close();
});

test('a hasty double tap gives nothing, and a full device shows no slip', async ({
  browser,
  signInAs,
}) => {
  const desk = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await desk.newPage();
  await signInAs(page, 'counter-agent');
  await openCounter(page);
  // Where the first difficulty is, a wish comes next.
  await page.getByRole('button', { name: fr.difficulties.banking }).dblclick();
  await expect(page.getByRole('heading', { name: counter.wishTitle })).toBeVisible();
  await page.getByRole('button', { name: fr.wishes.soon }).dblclick();
  await expect(page.getByRole('heading', { name: counter.proposals })).toBeVisible();
  // The device has no room left.
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    Object.assign(window, { put });
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.getByRole('listitem').first().getByRole('button').click();
  await expect(page.getByText(counter.full)).toBeVisible();
  await expect(page.locator('.code')).toHaveCount(0);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = (window as unknown as { put: IDBObjectStore['put'] }).put;
  });
  await page.waitForTimeout(600);
  await page.getByRole('listitem').first().getByRole('button').click();
  await expect(page.locator('.code')).toHaveCount(1);
  // Nothing is said to have left that waits for the network.
  await expect(page.getByText(counter.saved)).toBeVisible();
  await desk.setOffline(true);
  await page.getByRole('button', { name: counter.sms }).click();
  await page.getByLabel(counter.number).fill('06 12 34 56 78');
  await page.getByRole('button', { name: counter.send, exact: true }).click();
  await expect(page.getByText(counter.sentLater)).toBeVisible();
  await desk.close();
});

test('a counter kept on the device opens although a new version came while nobody was signed in', async ({
  browser,
  signInAs,
}) => {
  const desk = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await desk.newPage();
  await signInAs(page, 'counter-agent');
  await openCounter(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/guichet')) !== undefined))
    .toBe(true);
  // What the device has is of an older build; its files are on no server any more.
  await page.evaluate(async () => {
    const store = await caches.open('maillage-guichet-1');
    const html = await (await store.match('/guichet'))?.text();
    const [, script = ''] = /src="([^"]+\.js)"/.exec(html ?? '') ?? [];
    const old = '/assets/counter/of-an-older-build.js';
    const body = await (await store.match(script))?.text();
    const type = { headers: { 'content-type': 'text/javascript' } };
    await store.put(old, new Response(body, type));
    const kept = (html ?? '').replace(script, old);
    await store.put('/guichet', new Response(kept, { headers: { 'content-type': 'text/html' } }));
  });
  await desk.clearCookies();
  await page.goto('/connexion');
  // The new version of the worker comes, and finds nobody signed in.
  await page.evaluate(async () => {
    const one = await navigator.serviceWorker.getRegistration('/guichet');
    await one?.unregister();
    await navigator.serviceWorker.register('/guichet/agent.js', { scope: '/guichet' });
    const fresh = await navigator.serviceWorker.getRegistration('/guichet');
    while (fresh?.active?.state !== 'activated') await new Promise((done) => setTimeout(done, 50));
  });
  await desk.setOffline(true);
  await page.goto('/guichet');
  await expect(page.getByRole('heading', { name: counter.locked })).toBeVisible();
  await desk.close();
});
