import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { fr as words } from '../../src/modules/partnerships/convention/messages.fr.ts';
import { fr as review } from '../../src/modules/partnerships/review/messages.fr.ts';
import { fr as ui } from '../../src/ui/conflict/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expect, test } from './support.ts';

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

/** What a mail to somebody says, latest first; waits until one with these words is there. */
async function mailTo(page: Page, email: string, says: RegExp): Promise<string> {
  let found = '';
  await expect(async () => {
    await page.goto('/messagerie');
    const cards = page.locator('main li.card', { hasText: email }).filter({ hasText: says });
    found = (await cards.first().textContent({ timeout: 1_000 })) ?? '';
  }).toPass({ timeout: 30_000 });
  return found;
}

async function linkFor(mailbox: Page, email: string, says = /signature|relire/): Promise<string> {
  const mail = await mailTo(mailbox, email, says);
  return /\/signer\/[\w-]+/.exec(mail)?.[0] ?? '';
}

const codes = new Map<string, string>();

/** The code that just left: not one that this person had before. */
async function freshCode(mailbox: Page, email: string): Promise<string> {
  let code = '';
  await expect(async () => {
    code = /\n(\d{6})\n/.exec(await mailTo(mailbox, email, /\d{6}/))?.[1] ?? '';
    expect(code).not.toBe(codes.get(email) ?? '');
  }).toPass({ timeout: 30_000 });
  codes.set(email, code);
  return code;
}

async function signAs(page: Page, mailbox: Page, email: string, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: words.sign.askCode }).click();
  await expect(page.getByText(words.sign.codeSent)).toBeVisible();
  const code = await freshCode(mailbox, email);
  await page.getByLabel(words.sign.code).fill(code);
  // Without the tick nothing is signed, and the page says so.
  await page.getByRole('button', { name: words.sign.sign, exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel(words.sign.code).fill(code);
  await page.getByLabel(words.sign.read).check();
  await page.getByRole('button', { name: words.sign.sign, exact: true }).click();
  await expect(page.getByText(words.sign.done)).toBeVisible();
}

async function rewrite(lead: Page, key: RegExp, text: string): Promise<void> {
  await lead.getByRole('link', { name: words.edit }).click();
  await expect(lead.getByRole('heading', { level: 1, name: words.editTitle })).toBeVisible();
  const titles = lead.locator('input[name^="clause-"][name$="-title"]');
  const all = await titles.evaluateAll((list) => list.map((e) => (e as HTMLInputElement).value));
  const row = all.findIndex((title) => key.test(title));
  await lead.locator('textarea[name^="clause-"][name$="-body"]').nth(row).fill(text);
  await lead.getByRole('button', { name: words.save }).click();
  await expect(lead.locator('.notice-ok')).toContainText(words.done);
}

test('a convention is prepared, changed while people sign, signed by all, sealed and verified', async ({
  browser,
  axe,
  signInAs,
}, info) => {
  test.setTimeout(120_000);
  const lead = await visitor(browser);
  const mailbox = await visitor(browser);
  await signInAs(lead, 'alliance-lead');
  await lead.goto('/partenariats?etape=active');
  await lead.locator('tbody th a').first().click();
  await lead.getByRole('link', { name: words.title, exact: true }).click();
  await lead.getByRole('button', { name: words.prepareNext }).click();
  await expect(lead.getByRole('heading', { level: 1, name: words.number(2) })).toBeVisible();

  // The text is edited: a clause for the operator alone, and who signs.
  await lead.getByRole('link', { name: words.edit }).click();
  await expect(lead.getByRole('heading', { level: 1, name: words.editTitle })).toBeVisible();
  await axe(lead);
  // Somebody else of the team has the same form open.
  const colleague = await visitor(browser);
  await signInAs(colleague, 'alliance-lead');
  await colleague.goto(lead.url());
  const bodies = lead.locator('textarea[name^="clause-"]');
  const count = await bodies.count();
  for (let row = 0; row < count - 1; row += 1) {
    const text = await bodies.nth(row).inputValue();
    await bodies.nth(row).fill(text.replace(/\[à compléter[^\]]*\]/g, 'complété'));
  }
  await lead.getByLabel(words.newClauseTitle).fill('Entretien des locaux');
  await lead.getByLabel(words.newClauseBody).fill('L’opérateur entretient les locaux.');
  await lead.locator('input[name="clause-new-concerns[]"][value=operator]').check();
  for (const [row, name] of ['Opérateur', 'Partenaire'].entries()) {
    const part = (control: string, what: string) =>
      lead.locator(`${control}[name^="signatory-"][name$="-${what}"]`).nth(row);
    await part('input', 'name').fill(`Signe ${name}`);
    await part('input', 'function').fill('Direction');
    await part('input', 'email').fill(`signe${row}@example.org`);
    await part('select', 'side').selectOption(row === 0 ? 'operator' : 'partner');
  }
  await lead.getByRole('button', { name: words.save }).click();
  await expect(lead.locator('.notice-ok')).toContainText(words.done);
  // What they save now meets the lead's: the new article is in their form, nothing is undone.
  await colleague.getByLabel(words.field.title).fill('Convention du guichet');
  await colleague.getByRole('button', { name: words.save }).click();
  await expect(colleague.getByText(ui.title)).toBeVisible();
  await expect(colleague.locator(`input[value="Entretien des locaux"]`)).toBeVisible();
  await expect(colleague.getByLabel(words.field.title)).toHaveValue('Convention du guichet');
  await axe(colleague);
  await colleague.context().close();
  await lead.getByRole('button', { name: words.send }).click();
  await expect(lead.getByText(words.status.ready).first()).toBeVisible();
  await axe(lead);

  // Both sign, without an account, each through their own link.
  const operator = await visitor(browser);
  const partner = await visitor(browser);
  const operatorLink = await linkFor(mailbox, 'signe0@example.org');
  const partnerLink = await linkFor(mailbox, 'signe1@example.org');
  expect(operatorLink).not.toBe(partnerLink);
  await signAs(operator, mailbox, 'signe0@example.org', operatorLink);
  await axe(operator);

  // An address was wrong: its link closes and says so, and the signature that is there stays.
  await lead.reload();
  const wrong = lead.getByRole('row', { name: /Signe Partenaire/ });
  await wrong.getByText(words.correct, { exact: true }).first().click();
  await wrong.getByLabel(words.emailOf('Signe Partenaire')).fill('juste@example.org');
  await wrong.getByRole('button', { name: words.correctOf('Signe Partenaire') }).click();
  await expect(lead.getByRole('row', { name: /Signe Opérateur/ })).toContainText(
    words.signedAt('').trim(),
  );
  await partner.goto(partnerLink);
  await expect(
    partner.getByRole('heading', { level: 1, name: words.sign.closed.revoked.title }),
  ).toBeVisible();
  await axe(partner);
  const rightLink = await linkFor(mailbox, 'juste@example.org');
  expect(rightLink).not.toBe(partnerLink);

  // A clause that concerns the operator alone changes: its signature falls, the text tells why.
  await lead.reload();
  await rewrite(lead, /Entretien/, 'L’opérateur entretient et chauffe les locaux.');
  await expect(lead.locator('.notice-ok')).toContainText(words.voided('1'));
  await operator.goto(operatorLink);
  await expect(operator.getByText(words.sign.changedSigned)).toBeVisible();
  await expect(operator.locator('ins')).toContainText('chauffe');
  await axe(operator);
  await signAs(partner, mailbox, 'juste@example.org', rightLink);
  await signAs(operator, mailbox, 'signe0@example.org', operatorLink);

  // It is sealed; the file is the one that was signed, and a changed one is not.
  await expect(async () => {
    await lead.reload();
    await expect(lead.getByRole('link', { name: words.sealedPdf })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  const downloading = lead.waitForEvent('download');
  await lead.getByRole('link', { name: words.sealedPdf }).click();
  const file = info.outputPath('sealed.pdf');
  await (await downloading).saveAs(file);
  const stranger = await visitor(browser);
  await stranger.goto('/conventions/verifier');
  await stranger.getByLabel(words.verify.file).setInputFiles(file);
  await stranger.getByRole('button', { name: words.verify.check }).click();
  await expect(stranger.getByText(words.verify.yesTitle)).toBeVisible();
  const changed = info.outputPath('changed.pdf');
  writeFileSync(changed, Buffer.concat([readFileSync(file), Buffer.from(' ')]));
  await stranger.getByLabel(words.verify.file).setInputFiles(changed);
  await stranger.getByRole('button', { name: words.verify.check }).click();
  await expect(stranger.getByText(words.verify.noTitle)).toBeVisible();

  // The links sign nothing any more; the one that the mail brought gives the sealed document.
  await partner.goto(rightLink);
  await expect(
    partner.getByRole('heading', { level: 1, name: words.sign.closed.over.title }),
  ).toBeVisible();
  await expect(partner.getByRole('link', { name: words.sign.download })).toBeVisible();
});

test('a review holds results against objectives and renews with what changes', async ({
  browser,
  axe,
  signInAs,
}) => {
  const lead = await visitor(browser);
  await signInAs(lead, 'alliance-lead');
  await lead.goto('/partenariats?etape=active');
  await lead.locator('tbody th a').last().click();
  await lead.getByRole('link', { name: review.title }).click();
  await lead.getByRole('button', { name: review.open }).click();
  await lead.getByRole('textbox', { name: review.result }).first().fill('12,5');
  await lead.getByLabel(review.summary).fill('Les ateliers sont pleins.');
  await lead.getByRole('button', { name: review.save }).click();
  await expect(lead.getByLabel(review.summary)).toHaveValue('Les ateliers sont pleins.');
  await axe(lead);
  // Renewing asks for what changes, the term and why, all at once.
  await lead.getByLabel(review.decisions.renew).check();
  await lead.getByRole('button', { name: review.decide, exact: true }).click();
  await expect(lead.getByRole('alert').getByRole('listitem')).toHaveCount(3);
  await expect(lead.getByLabel(review.decisions.renew)).toBeChecked();
  await lead.getByLabel(review.endsOn).fill('2034-12-31');
  await lead.getByRole('textbox', { name: review.changes }).fill('Un atelier de plus par mois.');
  await lead.getByLabel(review.reason).fill('Les objectifs sont atteints.');
  await lead.getByRole('button', { name: review.decide, exact: true }).click();
  await lead.getByRole('link', { name: review.toConvention }).click();
  await expect(lead.getByText('Un atelier de plus par mois.')).toBeVisible();
});
