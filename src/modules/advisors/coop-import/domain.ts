import { parisInstant } from '../../../platform/i18n/paris-time.ts';
import type { Parsed } from '../../../platform/imports/importer.ts';
import { foldHeader } from '../../../platform/imports/table-source.ts';
import { RowReader } from '../../../platform/imports/values.ts';
import {
  AGES,
  AUTONOMIES,
  EQUIPMENTS,
  GENDERS,
  ORIENTED_TO,
  PROCEDURE_TOPICS,
  STATUSES,
  THEMES,
  type Totals,
} from '../../alliance/public.ts';
import { type CoopActivity, type CoopRejection, problemOf } from '../coop/domain.ts';
import type { CoopImportCode } from './messages.fr.ts';

/** Columns of the activities export of La Coop (2026) that we read. Names and notes are not. */
export const COLUMNS = {
  id: { names: ['ID CRA'], required: true },
  date: { names: ['Date'], required: true },
  created: { names: ['Enregistré le'] },
  modified: { names: ['Dernière modification le'] },
  firstName: { names: ['Prénom du médiateur'] },
  lastName: { names: ['Nom du médiateur'] },
  conum: { names: ['ID - Conum'] },
  type: { names: ['Type'], required: true },
  setting: { names: ['Canaux d’accompagnement'] },
  commune: { names: ['Code Insee'] },
  minutes: { names: ['Durée (min)', 'Durée'], required: true },
  title: { names: ['Nom de l’atelier'] },
  equipment: { names: ['Matériel numérique utilisé'] },
  themes: { names: ['Thématique(s) d’accompagnement', 'Thématiques'], required: true },
  autonomy: { names: ['Niveau d’autonomie (ou de l’atelier)'] },
  orientedTo: { names: ['Structure de redirection'] },
  gender: { names: ['Genre du bénéficiaire'] },
  age: { names: ['Tranche d’âge du bénéficiaire'] },
  status: { names: ['Statut du bénéficiaire'] },
} as const;

export type CoopColumn = keyof typeof COLUMNS;
export type CoopCells = Readonly<Record<CoopColumn, string>>;

/** What parsing needs to know. */
export interface CoopLookup {
  readonly today: string;
  /** Mediators who are said to be somebody, or none of ours. */
  readonly known: ReadonlySet<string>;
  /** Stands for the mediator in an export of one's own, which names nobody. */
  readonly fileName: string;
}

/**
 * Reads one activity: the export has a row for each person who took part, all with one id. What it
 * says of persons becomes totals; names never leave the file.
 */
export function parseCoop(
  rows: readonly CoopCells[],
  lookup: CoopLookup,
): Parsed<CoopActivity, CoopImportCode> {
  const [first] = rows;
  const reader = new RowReader<CoopImportCode>();
  if (!first) return { accepted: false, issues: [{ field: 'id', code: 'coop-id-missing' }] };
  const { key, label } = mediatorOf(first, lookup);
  const topics: string[] = [];
  const themes: string[] = [];
  for (const word of linesOf(first.themes)) {
    const theme = codeOf(THEMES, word) ?? ALIASES[foldHeader(word)];
    const topic = codeOf(PROCEDURE_TOPICS, word);
    if (theme) themes.push(theme);
    else if (topic) topics.push(topic);
    else reader.warn('themes', 'theme-unknown', { value: word.slice(0, 60) });
  }
  const procedures = topics.length > 0 || foldHeader(first.type).includes('demarche');
  if (procedures) themes.push('aide_aux_demarches_administratives');
  const stars = Number(/^([1-3])\s*\/\s*3$/.exec(first.autonomy.trim())?.[1] ?? 0);
  const group = /collectif|atelier/.test(foldHeader(first.type));
  const activity: CoopActivity = {
    id: first.id.trim().toLowerCase(),
    mediatorId: key,
    mediatorLabel: label,
    group,
    date: reader.day('date', first.date) ?? '',
    minutes: Math.round(reader.number('minutes', first.minutes, 1e6) ?? 0),
    setting: settingOf(first.setting),
    structureId: null,
    communeCode: communeOf(first.commune),
    participants: rows.length,
    genders: tally(rows, 'gender', (word) => codeOf(GENDERS, word)),
    ages: tally(rows, 'age', ageOf),
    statuses: tally(rows, 'status', (word) => startOf(STATUSES, word)),
    autonomy: group ? null : (AUTONOMIES[stars - 1] ?? null),
    orientedTo: first.orientedTo.trim()
      ? (startOf(ORIENTED_TO, first.orientedTo) ?? 'autre')
      : null,
    equipment: EQUIPMENTS.filter((code) =>
      linesOf(first.equipment).some((word) => foldHeader(word) === code),
    ),
    themes: THEMES.filter((code) => themes.includes(code)),
    topics: PROCEDURE_TOPICS.filter((code) => topics.includes(code)),
    title: reader.text('title', first.title, 160),
    modifiedAt: instantOf(first.modified) ?? instantOf(first.created) ?? new Date(0).toISOString(),
    deletedAt: null,
  };
  const problem = problemOf(activity, lookup.today);
  if (problem) return { accepted: false, issues: [REJECTED[problem]] };
  if (!lookup.known.has(key)) reader.warn('lastName', 'coop-waits', { who: label });
  return { accepted: true, key: activity.id, record: activity, warnings: reader.warnings };
}

const REJECTED: Readonly<Record<CoopRejection, { field: CoopColumn; code: CoopImportCode }>> = {
  'id-missing': { field: 'id', code: 'coop-id-missing' },
  'mediator-missing': { field: 'id', code: 'coop-id-missing' },
  'date-invalid': { field: 'date', code: 'coop-date' },
  'date-in-future': { field: 'date', code: 'coop-date' },
  'length-absurd': { field: 'minutes', code: 'coop-length' },
  'people-absurd': { field: 'type', code: 'coop-people' },
  'totals-exceed': { field: 'type', code: 'coop-people' },
};

/** Words of the export that are not their code with spaces. */
const ALIASES: Readonly<Record<string, string>> = {
  gerersescontenusnumeriques: 'gere_ses_contenus_numeriques',
  courriel: 'email',
  courriels: 'email',
  demarchesadministratives: 'aide_aux_demarches_administratives',
  priseenmaindumateriel: 'prendre_en_main_du_materiel',
  santenumerique: 'sante',
};

/** By the id of the programme, else by name and initial, else by the file: nothing more is kept. */
function mediatorOf(row: CoopCells, lookup: CoopLookup): { key: string; label: string } {
  const initial = row.lastName.trim().slice(0, 1);
  const name = [row.firstName.trim(), initial ? `${initial}.` : ''].filter(Boolean).join(' ');
  if (row.conum.trim()) {
    const conum = row.conum.trim().slice(0, 40);
    return { key: `conum:${conum}`, label: name ? `${name} (${conum})` : conum };
  }
  if (name) return { key: `name:${foldHeader(name)}`, label: name };
  return { key: `file:${lookup.fileName}`, label: lookup.fileName };
}

/** Values that one cell holds, a line each. */
const linesOf = (cell: string): string[] =>
  cell
    .split(/[\n|;]/)
    .map((word) => word.trim())
    .filter(Boolean);

const codeOf = <C extends string>(codes: readonly C[], word: string): C | null =>
  codes.find((code) => foldHeader(code) === foldHeader(word)) ?? null;

/** The code with which a word begins, or that begins with the word: `Retraité(e)` → `retraite`. */
function startOf<C extends string>(codes: readonly C[], word: string): C | null {
  const folded = foldHeader(word);
  return (
    codes.find((code) => folded.startsWith(foldHeader(code))) ??
    codes.find((code) => folded.length > 4 && foldHeader(code).startsWith(folded)) ??
    null
  );
}

/** `Moins de 12 ans`, `25 - 39 ans`, `70 ans et plus` by their first number. */
function ageOf(word: string): string | null {
  const folded = foldHeader(word);
  if (folded.startsWith('noncommuniqu')) return 'non_communique';
  if (folded.startsWith('moins')) return 'moins_de_douze';
  const from = Number(/\d+/.exec(word)?.[0] ?? Number.NaN);
  const at = [12, 18, 25, 40, 60, 70].indexOf(from);
  return at === -1 ? null : (AGES[at + 1] ?? null);
}

function tally(
  rows: readonly CoopCells[],
  column: CoopColumn,
  read: (word: string) => string | null,
): Totals {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const code = row[column].trim() ? read(row[column]) : null;
    if (code) counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

function settingOf(word: string): CoopActivity['setting'] {
  const folded = foldHeader(word);
  if (folded.includes('domicile')) return 'domicile';
  if (folded.includes('distance')) return 'a_distance';
  return folded.includes('lieu') ? 'lieu_activite' : 'autre';
}

/** An INSEE code, its lost zero back. */
function communeOf(cell: string): string | null {
  const code = cell.trim().toUpperCase();
  if (/^\d{4}$/.test(code)) return `0${code}`;
  return /^\d[0-9AB]\d{3}$/.test(code) ? code : null;
}

/** `10/06/2026 à 14:05` by the clock in Paris, or an ISO date and time. */
function instantOf(cell: string): string | null {
  const french = /^(\d\d)\/(\d\d)\/(\d{4})(?:\s+à)?\s+(\d\d:\d\d)/.exec(cell.trim());
  const iso = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(cell.trim());
  if (french)
    return parisInstant(`${french[3]}-${french[2]}-${french[1]}`, french[4] ?? '').toISOString();
  return iso ? parisInstant(iso[1] ?? '', iso[2] ?? '').toISOString() : null;
}
