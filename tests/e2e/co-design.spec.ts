import { readFileSync } from 'node:fs';
import { extractText, getDocumentProxy } from 'unpdf';
import { fr as actions } from '../../src/modules/partnerships/actions/messages.fr.ts';
import { fr } from '../../src/modules/partnerships/co-design/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expect, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

const WORKSHOP = '/territoires/departement/23/atelier';
const TITLE = 'Un car qui passe au bureau le jeudi matin';

test('a territory ranks its needs, a partner proposes, the delegate decides and plans', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();

  // An association says what comes first, then proposes something for it.
  await signInAs(page, 'partner-admin');
  await page.goto(WORKSHOP);
  const voice = page.getByRole('combobox', { name: fr.yourVoice }).first();
  await voice.selectOption({ label: fr.priorities.first });
  await page.getByRole('button', { name: fr.savePriorities }).click();
  await expect(page.getByText(fr.saved)).toBeVisible();
  await page.locator('#besoins tbody th a').first().click();
  await page.getByRole('link', { name: fr.propose }).click();
  await page.getByRole('button', { name: fr.save }).click();
  await expect(page.getByRole('alert')).toContainText(fr.proposalTitle);
  await page.getByLabel(fr.proposalTitle).fill(TITLE);
  await page.getByLabel(fr.body).fill('Un car de la communauté de communes, douze places.');
  await page.getByLabel(fr.visibilities.shared).check();
  await page.getByRole('button', { name: fr.save }).click();
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
  const proposal = new URL(page.url()).pathname;

  // The delegate supports it, keeps it with a reason and makes it an action with a step.
  await signInAs(page, 'territory-delegate');
  await page.goto('/');
  await page.locator('#propositions').getByRole('link', { name: TITLE }).click();
  await expect(page).toHaveURL(new RegExp(`${proposal}$`));
  await page.getByLabel(fr.sentence).fill('Les habitants le demandent.');
  await page.getByRole('button', { name: fr.support }).click();
  await expect(page.getByText('Les habitants le demandent.').first()).toBeVisible();
  await page.getByLabel(fr.outcomes.kept).check();
  await page.getByRole('button', { name: fr.decide }).click();
  await expect(page.getByRole('alert')).toContainText(fr.reason);
  await expect(page.getByLabel(fr.outcomes.kept)).toBeChecked();
  await page.getByLabel(fr.reason, { exact: true }).fill('Elle répond au premier besoin.');
  await page.getByRole('button', { name: fr.decide }).click();
  await expect(page.locator('#decisions')).toContainText('Elle répond au premier besoin.');
  await axe(page);
  await page.getByRole('link', { name: fr.toAction }).click();
  await page.getByLabel(actions.result, { exact: false }).first().fill('Trajets en un an');
  await page.getByLabel(actions.milestone(1), { exact: true }).fill('Choisir le jour');
  await page.locator('[name="milestone.0.dueOn"]').fill('2027-02-01');
  await axe(page);
  await page.getByRole('button', { name: actions.save }).click();
  await expect(page.locator('#etapes')).toContainText('Choisir le jour');

  // A delay says why and until when; the plan and its printed page show the action.
  await page.getByLabel(actions.moves.delayed).check();
  await page.getByRole('button', { name: actions.move }).click();
  await expect(page.getByRole('alert')).toContainText(actions.reason);
  await page.getByLabel(actions.reason).fill('Le car est en réparation.');
  await page.locator('#field-newDay').fill('2027-04-01');
  await page.getByRole('button', { name: actions.move }).click();
  await expect(page.locator('#historique')).toContainText('Le car est en réparation.');
  await axe(page);
  await page.goto(WORKSHOP);
  await expect(page.getByRole('link', { name: TITLE }).first()).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: fr.summary }).click();
  const bytes = readFileSync(await (await downloading).path());
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  expect(pdf.numPages).toBe(1);
  const { text } = await extractText(pdf, { mergePages: true });
  expect(text).toContain('Creuse');
  await context.close();
});
