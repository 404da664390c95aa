import { fr } from '../../src/modules/imports/messages.fr.ts';
import { fr as partners } from '../../src/modules/partners/messages.fr.ts';
import { fr as partnerships } from '../../src/modules/partnerships/messages.fr.ts';
import { writeXlsx } from '../../src/platform/tabular/write-xlsx.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expect, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

const csv = (text: string) => ({
  name: 'structures.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});
const PARTNERS = `Qui;N° unique;Sorte;Insee
La Passerelle des essais;73282932000074;Chantier d’insertion;23096
Le Grenier des essais;55208131766522;Troc;23096
Sans numéro;;Chantier d’insertion;23096
`;

test('tables of partners and partnerships come in as they are, and go out again', async ({
  browser,
  axe,
  signInAs,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signInAs(page, 'alliance-lead');
  await page.goto('/importations');
  await page.getByLabel(fr.kinds.partners ?? '').check();
  await page.getByLabel(fr.file, { exact: true }).setInputFiles(csv(PARTNERS));
  await page.getByRole('button', { name: fr.doIt, exact: true }).click();

  // Columns that nobody could guess are said; one that serves twice is refused where it stands.
  const ours = fr.columns.partners ?? {};
  await page.getByLabel(ours.name ?? '', { exact: true }).selectOption('Qui');
  await page.getByLabel(ours.siret ?? '').selectOption('Qui');
  await page.getByRole('button', { name: fr.next }).click();
  await expect(page.getByRole('alert')).toContainText('SIRET');
  await axe(page);
  await page.getByLabel(ours.siret ?? '').selectOption('N° unique');
  await page.getByLabel(ours.kind ?? '').selectOption('Sorte');
  await page.getByLabel(ours.communeCode ?? '').selectOption('Insee');
  await page.getByRole('button', { name: fr.next }).click();
  await axe(page);
  await page.getByLabel(fr.wordOf('Troc', '1')).selectOption('company');
  await page.getByRole('button', { name: fr.toTrial }).click();

  // The trial says why a row stays out; the rest comes in at once.
  await expect(page.getByText(fr.someWould)).toBeVisible();
  await expect(page.locator('#refusees')).toContainText('SIRET');
  await axe(page);
  await page.getByRole('button', { name: fr.apply('2') }).click();
  const undo = page.getByRole('button', { name: fr.undo });
  await expect(undo).toBeVisible();
  const partnersRun = page.url();

  // A workbook of partnerships names its partners by number, and its words are understood.
  const workbook = await writeXlsx(
    ['Titre', 'SIRET', 'Type', 'Engagement', 'Début', 'Département'],
    [
      [
        'Tri au bureau',
        '73282932000074',
        'Achat responsable',
        'Transition',
        '01/03/2026',
        'Creuse',
      ],
      ['Rien à voir', '73282932000074', 'Fantaisie', 'Transition', '', '23'],
    ],
    'Partenariats',
  );
  await page.goto('/importations');
  await page.getByLabel(fr.kinds.partnerships ?? '').check();
  await page.getByLabel(fr.file, { exact: true }).setInputFiles({
    name: 'accords.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: workbook,
  });
  await page.getByRole('button', { name: fr.doIt, exact: true }).click();
  await page.getByRole('button', { name: fr.next }).click();
  await expect(page.getByLabel(fr.wordOf('Achat responsable', '1'))).toHaveValue(
    'responsible-practices',
  );
  await page.getByLabel(fr.wordOf('Fantaisie', '1')).selectOption('social-innovation');
  await page.getByRole('button', { name: fr.toTrial }).click();
  await expect(page.getByText(fr.wouldAll)).toBeVisible();
  await page.getByRole('button', { name: fr.apply('2') }).click();
  await expect(undo).toBeVisible();
  await page.goto('/partenariats?q=Tri%20au%20bureau');
  const row = page.getByRole('row', { name: /Tri au bureau/ });
  await expect(row).toContainText(partnerships.stages.active);
  await expect(row).toContainText(partnerships.types['responsible-practices']);

  // Undone: what a partnership uses stays, what nobody uses goes.
  await page.goto(partnersRun);
  await undo.click();
  await expect(page.getByText(fr.undone('1', '0', '1'))).toBeVisible();
  await axe(page);
  await page.goto('/partenaires?q=Grenier%20des%20essais');
  await expect(page.getByText(partners.list.none)).toBeVisible();
  await context.close();
});
