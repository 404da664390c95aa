import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import { testFolder } from '../../../../tests/support/folder.ts';
import { makeWorkbook, type SheetCell } from '../../../../tests/support/workbook.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { importKind } from '../../../platform/imports/run.ts';
import { createAdvisor } from '../commands.ts';
import { advisorInput } from '../contract.ts';
import { sayMediator } from '../coop/commands.ts';
import { listWaiting } from '../coop/queries.ts';
import { coopImporter } from './commands.ts';

const folder = testFolder();
let test: TestDatabase;
let lead: Actor;
let advisor: string;

const HEADERS = [
  'Date',
  'Enregistré le',
  'Dernière modification le',
  'Prénom du médiateur',
  'Nom du médiateur',
  'ID - Conum',
  'Type',
  'Participants',
  'Canaux d’accompagnement',
  'Code Insee',
  'Durée (min)',
  'Thématique(s) d’accompagnement',
  'Niveau d’autonomie (ou de l’atelier)',
  'Genre du bénéficiaire',
  'Tranche d’âge du bénéficiaire',
  'Statut du bénéficiaire',
  'ID CRA',
];
const id = (n: number): string => `44444444-4444-4444-8444-${String(n).padStart(12, '0')}`;

function row(more: Record<string, SheetCell> = {}): SheetCell[] {
  const cells: Record<string, SheetCell> = {
    Date: '10/06/2026',
    'Enregistré le': '10/06/2026 à 12:00',
    'Dernière modification le': '',
    'Prénom du médiateur': 'Ada',
    'Nom du médiateur': 'Dupont',
    'ID - Conum': '4321',
    Type: 'Accompagnement individuel',
    Participants: 1,
    'Canaux d’accompagnement': 'À domicile',
    'Code Insee': '23096',
    'Durée (min)': 45,
    'Thématique(s) d’accompagnement': 'E-mail\nSanté',
    'Niveau d’autonomie (ou de l’atelier)': '2/3',
    'Genre du bénéficiaire': 'Féminin',
    'Tranche d’âge du bénéficiaire': '70 ans et plus',
    'Statut du bénéficiaire': 'Retraité(e)',
    'ID CRA': id(1),
    ...more,
  };
  return HEADERS.map((header) => cells[header] ?? null);
}

let files = 0;
async function importFile(rows: SheetCell[][]) {
  // The export says things about itself above its table.
  const lines = [['Export'], ['Rôle', 'Coordinateur'], [''], HEADERS, ...rows];
  const path = folder.write(`${++files}.xlsx`, makeWorkbook({ Activités: lines }));
  const done = await importKind(coopImporter).run({ db: test.db, path, locale: 'fr' });
  if (!done.ok) throw new Error(done.failure.code);
  return done.value;
}

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partnershipId = await makePartnership(
    test.db,
    lead,
    await makePartner(test.db, lead, '23096'),
    '23',
  );
  const input = advisorInput.parse({
    name: 'Conseillère',
    kind: 'advisor',
    partnershipId,
    themes: ['email'],
    departmentCode: '23',
    activeFrom: '2025-01-01',
  });
  const made = await createAdvisor(ctxOf(test.db, lead), need(lead, 'advisors.write'), input);
  if (!made.ok) throw new Error(made.failure.code);
  advisor = made.value.id;
});

it('reads the export, waits for who it is, and counts each activity once', async () => {
  const group = { Type: 'Atelier collectif', 'ID CRA': id(2) };
  const rows = [
    row(),
    row({ ...group, Participants: '1/3' }),
    row({ ...group, Participants: '2/3', 'Genre du bénéficiaire': 'Masculin' }),
    row({
      ...group,
      Participants: '3/3',
      'Genre du bénéficiaire': 'Non communiqué',
      'Statut du bénéficiaire': '',
    }),
    row({ 'ID CRA': '', Date: '11/06/2026' }),
    row({ 'ID CRA': id(3), 'Durée (min)': 'longtemps' }),
  ];
  expect(await importFile(rows)).toMatchObject({ read: 4, created: 2, rejected: 2 });
  const waiting = await listWaiting(test.db, need(lead, 'imports.run'));
  expect(waiting.mediators).toEqual([{ id: 'conum:4321', label: 'Ada D. (4321)', rows: 2 }]);
  const said = await sayMediator(
    { ...ctxOf(test.db, lead), now: NOW },
    need(lead, 'imports.run'),
    'conum:4321',
    advisor,
  );
  expect(said).toMatchObject({ value: { taken: 2 } });
  const helped = await test.db
    .selectFrom('accompaniment as c')
    .innerJoin('activity as a', 'a.id', 'c.id')
    .select(['c.id', 'a.kind', 'a.participations', 'a.minutes', 'c.themes', 'c.setting'])
    .select(['c.genders', 'c.ages', 'c.statuses', 'c.autonomy'])
    .orderBy('c.id')
    .execute();
  expect(helped).toEqual([
    {
      id: id(1),
      kind: 'accompaniment',
      participations: 1,
      minutes: 45,
      themes: ['email', 'sante'],
      setting: 'domicile',
      genders: { feminin: 1 },
      ages: { soixante_dix_plus: 1 },
      statuses: { retraite: 1 },
      autonomy: 'partiellement_autonome',
    },
    {
      id: id(2),
      kind: 'workshop',
      participations: 3,
      minutes: 45,
      themes: ['email', 'sante'],
      setting: 'domicile',
      genders: { feminin: 1, masculin: 1, non_communique: 1 },
      ages: { soixante_dix_plus: 3 },
      statuses: { retraite: 2 },
      autonomy: null,
    },
  ]);
  expect(await importFile(rows.slice(0, 4))).toMatchObject({ created: 0, unchanged: 2 });
  const later = { 'Dernière modification le': '12/06/2026 à 09:30', 'Durée (min)': 60 };
  expect(await importFile([row(later)])).toMatchObject({ updated: 1 });
});

it('keeps no name of a person helped and no surname', async () => {
  await importFile([row({ 'Nom du médiateur': 'Lovelace' })]);
  const kept = await test.db.selectFrom('coop_row').select('data').execute();
  const labels = await test.db.selectFrom('coop_mediator').selectAll().execute();
  expect(JSON.stringify([kept, labels])).not.toContain('Lovelace');
});

it('leaves a theme out that is none of ours, and says so', async () => {
  const done = await importFile([row({ 'Thématique(s) d’accompagnement': 'E-mail\nCouture' })]);
  expect(done.warningCounts).toMatchObject({ 'theme-unknown': 1, 'coop-waits': 1 });
});
