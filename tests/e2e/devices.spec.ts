import { fr } from '../../src/modules/devices/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { arriveAt, expect, tabTo, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

test('devices from the lot to a person, who signs, and back', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'advisor');
  await page.goto('/equipements/lots/nouveau');
  await page.getByRole('button', { name: fr.lotForm.save }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel(fr.kinds.tablet).check();
  await page.getByLabel(fr.lotForm.maker).fill('Essai');
  await page.getByLabel(fr.lotForm.model).fill('Ardoise 8');
  await page.getByLabel(fr.lotForm.quantity).fill('2');
  await page.getByLabel(fr.lotForm.origins.refurbished).check();
  await page.getByLabel(fr.lotForm.partnershipId).selectOption({ index: 1 });
  await page.locator('#field-placeId').fill('Guéret');
  await page.locator('[role=listbox] [role=option]').first().click();
  await page.getByRole('button', { name: fr.lotForm.save }).click();
  await expect(page.getByText(fr.lotForm.received(2))).toBeVisible();
  await axe(page);
  const lot = new URL(page.url()).pathname;
  // Recorded by mistake, it could be deleted now; not by one touch.
  await page.getByRole('button', { name: fr.lotForm.withdrawButton }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await axe(page);
  await page.getByRole('link', { name: fr.lotForm.labels }).click();
  await arriveAt(page, /\/etiquettes$/);
  await expect(page.getByText(/^TAB-\d{6}$/)).toHaveCount(2);
  await page.goto(lot);

  await page.getByRole('link', { name: /^TAB-/ }).first().click();
  await page.getByRole('link', { name: fr.device.give }).click();
  await page.getByLabel(fr.handOutForm.lent).check();
  await page.getByLabel(fr.handOutForm.signature).check();
  await page.getByRole('button', { name: fr.handOutForm.save }).click();
  // What is missing is said at once: the day, the text, the signature.
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(3);
  await axe(page);
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel(fr.handOutForm.dueOn).fill(soon);
  await page.getByLabel(fr.handOutForm.read).check();
  const workshop = page.getByLabel(fr.handOutForm.sessionId);
  await workshop.selectOption({ index: 1 });
  const pad = page.getByRole('img', { name: fr.handOutForm.pad });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no field to sign in');
  await page.mouse.move(box.x + 40, box.y + 80);
  await page.mouse.down();
  for (let step = 1; step <= 8; step += 1)
    await page.mouse.move(box.x + 40 + step * 20, box.y + 80 + (step % 2) * 30);
  await page.mouse.up();
  await page.getByRole('button', { name: fr.handOutForm.save }).click();
  await expect(page.getByText(fr.receipt.done)).toBeVisible();
  await expect(page.getByRole('img', { name: fr.receipt.signed })).toBeVisible();
  await expect(page.getByRole('link', { name: fr.receipt.seatLink })).toBeVisible();
  await axe(page);

  await page.getByLabel(fr.receipt.hows.return, { exact: true }).check();
  await page.getByRole('button', { name: fr.receipt.backSave }).click();
  await expect(page.getByText(fr.states.returned).first()).toBeVisible();
  await page.getByLabel(fr.device.moves.restock).check();
  await page.getByRole('button', { name: fr.device.save }).click();
  await expect(page.getByRole('link', { name: fr.device.give })).toBeVisible();
  await axe(page);
  await context.close();
});

test('a device is handed out without a mouse, with an agreement spoken aloud', async ({
  browser,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'place-manager');
  await page.goto('/equipements/remise');
  await tabTo(page, page.getByLabel(fr.handOutForm.deviceId));
  await page.keyboard.press('ArrowDown');
  // A group of choices is one stop; the space bar takes the one that has the focus.
  await tabTo(page, page.getByLabel(fr.handOutForm.given));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByLabel(fr.handOutForm.read));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByLabel(fr.handOutForm.signature));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel(fr.handOutForm.spoken)).toBeChecked();
  await tabTo(page, page.locator('#field-witness'));
  await page.keyboard.type('Ma collègue');
  await tabTo(page, page.getByRole('button', { name: fr.handOutForm.save }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(fr.receipt.done)).toBeVisible();
  await expect(page.getByText(fr.receipt.spoken('Ma collègue'))).toBeVisible();
  expect(server.output()).not.toContain('Ma collègue');
  await context.close();
});

test('devices go to another place, without scripts, and one is missing', async ({
  browser,
  signInAs,
}) => {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'fr-FR',
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await signInAs(page, 'advisor');
  await page.goto('/equipements/transferts/nouveau');
  await page.getByLabel(fr.transfers.from, { exact: true }).selectOption({ index: 1 });
  await page.getByRole('button', { name: fr.handOutForm.choosePlace }).click();
  await page.getByRole('button', { name: fr.transfers.send }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('checkbox').first().check();
  await page.goto('/equipements/transferts');
  await page.getByRole('link', { name: /^De / }).first().click();
  await page.getByRole('checkbox').first().uncheck();
  await page.getByRole('button', { name: fr.transfers.receive }).click();
  await expect(page.getByText(fr.transfers.missing(1)).first()).toBeVisible();
  await expect(page.getByRole('cell', { name: fr.transfers.outcomes.missing })).toBeVisible();
  await context.close();
});
