import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fr } from '../../src/modules/notifications/webhooks/messages.fr.ts';
import { fr as words } from '../../src/modules/partnerships/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expect, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer({ env: { WEBHOOKS_PRIVATE: 'true' } });
});
test.afterAll(async () => {
  await server?.stop();
});

test('another program is told that a partnership moved, and the log says so', async ({
  browser,
  axe,
  signInAs,
}) => {
  const told: string[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      told.push(`${String(request.headers['webhook-signature'])} ${body}`);
      // The first try fails: the second is asked for on the page.
      response.writeHead(told.length === 1 ? 500 : 204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'admin');
  await page.goto('/logiciels');
  await page.getByLabel(fr.url).fill('pas une adresse');
  await page.getByRole('button', { name: fr.add }).click();
  await expect(page.getByRole('alert')).toContainText(fr.url);
  await expect(page.getByLabel(fr.url)).toHaveValue('pas une adresse');
  await page.getByLabel(fr.url).fill(`http://127.0.0.1:${port}/hook?cle=secrete`);
  await page.getByRole('button', { name: fr.add }).click();
  await expect(page.getByText(/whsec_/)).toBeVisible();
  await axe(page);

  await signInAs(page, 'alliance-lead');
  await page.goto('/partenariats?etape=idea');
  await page.locator('tbody th a').first().click();
  await page.getByLabel(words.moves['co-design']).check();
  await page.getByRole('button', { name: words.page.move }).click();
  await expect(page.locator('main .tag').first()).toContainText(words.stages['co-design']);
  await expect.poll(() => told.length, { timeout: 20_000 }).toBe(1);
  expect(told[0]).toMatch(/^v1,\S+ .*"to":"co-design"/);

  await signInAs(page, 'admin');
  await page.goto('/logiciels');
  await expect(page.getByText('secrete')).toHaveCount(0);
  const row = page.getByRole('row', { name: /HTTP 500/ });
  await expect(row).toContainText(fr.states.waiting);
  await axe(page);
  await row.getByRole('button').click();
  await expect(async () => {
    await page.reload();
    await expect(page.locator('#envois')).toContainText(fr.states.delivered, { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await context.close();
  receiver.close();
});
