import { fr as experiments } from '../../src/modules/partnerships/experiments/messages.fr.ts';
import { fr as words } from '../../src/modules/partnerships/messages.fr.ts';
import { fr } from '../../src/modules/partnerships/models/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { arriveAt, expect, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

test('what was tried becomes a model, and the model begins again elsewhere', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/partenariats?etape=active&type=skills-sponsorship');
  await page.locator('tbody th a').first().click();
  await arriveAt(page, /\/partenariats\/[0-9a-f-]{36}$/);
  const source = new URL(page.url()).pathname;
  const partner = await page.locator('main a[href^="/partenaires/"]').first().textContent();

  // A hypothesis with its stop rule is tried, measured and decided on.
  await page.goto(`${source}/experimentation`);
  await page.getByRole('button', { name: experiments.save }).click();
  await expect(page.getByRole('alert')).toContainText(experiments.stopRule);
  await page.getByLabel(experiments.hypothesis).fill('Un jour fixe fait revenir.');
  await page.getByLabel(experiments.measure).fill('Personnes revenues');
  await page.getByLabel(experiments.target).fill('12,5');
  await page.getByLabel(experiments.stopRule).fill('Personne en un mois.');
  await page.getByRole('button', { name: experiments.save }).click();
  await expect(page.getByRole('heading', { name: 'Un jour fixe fait revenir.' })).toBeVisible();
  const go = async (to: string): Promise<void> => {
    const details = page.locator('article details').first();
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
    await page.getByLabel(to, { exact: true }).check();
  };
  await go(experiments.steps.running);
  await page.getByRole('button', { name: experiments.move }).click();
  await expect(page.locator('article .tag').first()).toHaveText(experiments.states.running);
  await go(experiments.steps.evaluated);
  await page.getByLabel(experiments.result).fill('14');
  await page.getByRole('button', { name: experiments.move }).click();
  await expect(page.getByRole('alert')).toContainText(experiments.learned);
  await page.getByLabel(experiments.learned).fill('Le même visage compte plus que l’affiche.');
  await axe(page);
  await page.getByRole('button', { name: experiments.move }).click();
  await expect(page.locator('article .tag').first()).toHaveText(experiments.states.evaluated);
  await go(experiments.steps.scaled);
  await page.getByLabel(experiments.reason).fill('Trois territoires le demandent.');
  await page.getByRole('button', { name: experiments.move }).click();
  await page.getByRole('link', { name: experiments.toModel }).click();

  // The model says what it took and names nobody without their agreement.
  await expect(page.getByLabel(fr.results)).toHaveValue(
    'Le même visage compte plus que l’affiche.',
  );
  await page.getByLabel(fr.modelTitle).fill('Le même visage chaque semaine');
  await page.getByLabel(fr.days).fill('40');
  await page.locator('#field-contactName').fill('Quelqu’un d’ici');
  await page.getByRole('button', { name: fr.save }).click();
  await expect(page.getByText('Demandez son accord').first()).toBeVisible();
  await axe(page);
  await page.getByLabel(fr.contactAgreed).check();
  await page.getByRole('button', { name: fr.save }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Le même visage chaque semaine' }),
  ).toBeVisible();
  await page.locator('#documents summary').click();
  await page.getByLabel(fr.file).setInputFiles({
    name: 'page.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('<html><script>alert(1)</script></html>'),
  });
  await page.getByRole('button', { name: fr.addDocument }).click();
  await expect(page.getByRole('alert')).toContainText('type de fichier');
  await axe(page);

  // « Start here » makes a partnership that knows where it comes from.
  const territory = page.locator('#territoires tbody tr').first();
  await expect(territory).toContainText(/points de contact/);
  await territory.getByRole('link', { name: /Commencer ici/ }).click();
  await expect(page.getByText(fr.takesOver('Le même visage chaque semaine'))).toBeVisible();
  await expect(page.getByLabel(words.form.title)).toHaveValue('Le même visage chaque semaine');
  await page
    .locator('main')
    .getByRole('combobox', { name: words.form.partnerId, exact: true })
    .first()
    .fill(partner ?? '');
  await page.locator('[role=option]').first().click();
  await page.getByRole('button', { name: words.form.create }).click();
  await arriveAt(page, /\/partenariats\/[0-9a-f-]{36}$/);
  await expect(page.locator('#modeles')).toContainText(words.models.taken);
  await axe(page);
  await page
    .locator('#modeles')
    .getByRole('link', { name: 'Le même visage chaque semaine' })
    .first()
    .click();
  await expect(page.locator('#famille')).toContainText(fr.familyLead(1));
  await context.close();
});
