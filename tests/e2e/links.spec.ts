import type { Browser, Page } from '@playwright/test';
import { fr as accounts } from '../../src/modules/accounts/messages.fr.ts';
import { fr as partners } from '../../src/modules/partners/messages.fr.ts';
import { fr as conventions } from '../../src/modules/partnerships/convention/messages.fr.ts';
import { fr as joining } from '../../src/modules/partnerships/join/messages.fr.ts';
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

async function visitor(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  return context.newPage();
}

test('a link that leads nowhere says what to do', async ({ browser, axe }) => {
  const page = await visitor(browser);
  const unknown = conventions.sign.closed.unknown;
  for (const [path, title, text] of [
    ['/signer/inconnu', unknown.title, unknown.text],
    ['/rejoindre/inconnu', joining.linkUnknownTitle, joining.linkUnknown],
    ['/invitation?jeton=inconnu', accounts.invitation.spentTitle, accounts.invitation.spent],
  ] as const) {
    await page.goto(path);
    await expect(page.getByText(title)).toBeVisible();
    await expect(page.getByText(text)).toBeVisible();
    await axe(page);
  }
  await page.goto('/connexion/lien?jeton=inconnu');
  await expect(page.getByText(accounts.link.spent)).toBeVisible();
  await page.getByRole('link', { name: accounts.link.again }).click();
  await expect(page).toHaveURL(/\/connexion$/);
});

test('an invitation serves once, and opens what belongs to its organisation alone', async ({
  browser,
  axe,
  signInAs,
}) => {
  const lead = await visitor(browser);
  await signInAs(lead, 'alliance-lead');
  await lead.goto('/partenaires');
  const files = lead.locator('tbody th a');
  const own = (await files.first().getAttribute('href')) ?? '';
  const other = (await files.nth(1).getAttribute('href')) ?? '';
  expect(own).not.toBe(other);
  await lead.goto('/comptes');
  await lead.getByLabel(accounts.admin.email).fill('invitee@example.org');
  await lead.getByLabel(accounts.admin.role, { exact: true }).selectOption('partner-admin');
  await lead.getByLabel(accounts.admin.scopeKind, { exact: true }).selectOption('organisation');
  await lead.getByLabel(accounts.admin.scopeCode).fill(own.split('/').at(-1) ?? '');
  await lead.getByRole('button', { name: accounts.admin.send }).click();
  await expect(lead.getByText(accounts.admin.sent)).toBeVisible();
  const mail = lead.locator('main li.card', { hasText: 'invitee@example.org' });
  await expect(async () => {
    await lead.goto('/messagerie');
    await expect(mail.first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  const link = /\/invitation\?jeton=[\w-]+/.exec((await mail.first().textContent()) ?? '')?.[0];

  const invited = await visitor(browser);
  await invited.goto(link ?? '');
  await invited.getByLabel(accounts.invitation.name).fill('Une salariée');
  await invited.getByRole('button', { name: accounts.invitation.accept }).click();
  await arriveAt(invited, `${server.url}/`);
  await invited.goto(own);
  await expect(invited.getByRole('link', { name: partners.page.edit, exact: true })).toBeVisible();

  // What belongs to another is as if it were not there, and the page says where to go.
  for (const path of [other, `${other}/dossier`, `${other}/modifier`]) {
    const answer = await invited.goto(path);
    expect([403, 404]).toContain(answer?.status());
    await expect(invited.getByRole('heading', { level: 1 })).toHaveText(
      new RegExp(`${layout.failure[404].title}|${layout.failure[403].title}`),
    );
    await expect(invited.getByRole('link', { name: layout.failure.home })).toBeVisible();
  }
  await axe(invited);

  const late = await visitor(browser);
  await late.goto(link ?? '');
  await expect(late.getByText(accounts.invitation.spent)).toBeVisible();
});
