import {
  AGES,
  type Autonomy,
  EQUIPMENTS,
  GENDERS,
  ORIENTED_TO,
  PROCEDURE_TOPICS,
  SETTINGS,
  type Setting,
  STATUSES,
  sumOf,
  THEMES,
  type Totals,
} from '../../alliance/public.ts';
import { LONGEST_MINUTES } from '../accompaniments/domain.ts';

/** One activity of La Coop as far as we keep it: no name, no free text about a person. */
export interface CoopActivity {
  readonly id: string;
  readonly mediatorId: string;
  /** What the person or the file is called, for spreadsheets that carry no id of the mediator. */
  readonly mediatorLabel: string;
  readonly group: boolean;
  readonly date: string;
  readonly minutes: number;
  readonly setting: Setting;
  readonly structureId: string | null;
  readonly communeCode: string | null;
  readonly participants: number;
  readonly genders: Totals;
  readonly ages: Totals;
  readonly statuses: Totals;
  readonly autonomy: Autonomy | null;
  readonly orientedTo: string | null;
  readonly equipment: readonly string[];
  readonly themes: readonly string[];
  readonly topics: readonly string[];
  readonly title: string;
  /** ISO instants. */
  readonly modifiedAt: string;
  readonly deletedAt: string | null;
}

/** Why an activity cannot be taken, whoever it is from. */
export type CoopRejection =
  | 'id-missing'
  | 'mediator-missing'
  | 'date-invalid'
  | 'date-in-future'
  | 'length-absurd'
  | 'people-absurd'
  | 'totals-exceed';

/** Why an activity waits. */
export const COOP_WAITS = ['mediator-unknown', 'place-unknown', 'perhaps-twice'] as const;
export type CoopWait = (typeof COOP_WAITS)[number];

const MOST_PEOPLE = 2000;

/** Checks that hold for both ways in; the first problem found, or null. */
export function problemOf(activity: CoopActivity, today: string): CoopRejection | null {
  const { id, mediatorId, date, minutes, participants, genders, ages, statuses } = activity;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return 'id-missing';
  if (mediatorId === '') return 'mediator-missing';
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) return 'date-invalid';
  if (date > today) return 'date-in-future';
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_MINUTES)
    return 'length-absurd';
  if (!Number.isInteger(participants) || participants < 1 || participants > MOST_PEOPLE)
    return 'people-absurd';
  // Lists may count fewer people than came, never more.
  if ([genders, ages, statuses].some((totals) => sumOf(totals) > participants))
    return 'totals-exceed';
  return null;
}

const known = (codes: readonly string[], given: readonly unknown[]): string[] =>
  codes.filter((code) => given.includes(code));

function countsOf(codes: readonly string[], given: unknown): Totals {
  const record = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  return Object.fromEntries(
    record.flatMap(([code, count]) =>
      codes.includes(code) && typeof count === 'number' && Number.isInteger(count) && count > 0
        ? [[code, count] as const]
        : [],
    ),
  );
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function instant(value: unknown): string | null {
  const at = typeof value === 'string' ? new Date(value) : null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
}

/**
 * Reads one resource of `GET /activites` (JSON:API, 2026). Codes that are none of ours are left
 * out; `problemOf` says what makes it unusable. Tags and `precisions_demarche` are free text that
 * may name people, and are not kept.
 */
export function readResource(resource: unknown): CoopActivity {
  const outer = resource as { id?: unknown; attributes?: Record<string, unknown> } | null;
  const a = outer?.attributes ?? {};
  const people = (a.beneficiaires ?? {}) as Record<string, unknown>;
  const themes = list(a.thematiques);
  const topics = known(PROCEDURE_TOPICS, themes);
  const procedures = topics.length > 0 || a.type === 'demarche_administrative';
  const mine = known(THEMES, [
    ...themes,
    ...(procedures ? ['aide_aux_demarches_administratives'] : []),
  ]);
  const participants = typeof a.accompagnements === 'number' ? a.accompagnements : people.total;
  return {
    id: text(outer?.id),
    mediatorId: text(a.mediateur_id),
    mediatorLabel: '',
    group: a.type === 'collectif',
    date: text(a.date).slice(0, 10),
    minutes: typeof a.duree === 'number' ? a.duree : 0,
    setting: SETTINGS.find((one) => one === a.type_lieu) ?? 'autre',
    structureId: text(a.structure_id) || null,
    communeCode: text(a.lieu_code_insee) || null,
    participants: typeof participants === 'number' ? participants : 0,
    genders: countsOf(GENDERS, people.genres),
    ages: countsOf(AGES, people.tranches_age),
    statuses: countsOf(STATUSES, people.statuts),
    autonomy: AUTONOMY_CODES.find((one) => one === a.autonomie) ?? null,
    orientedTo: ORIENTED_TO.find((one) => one === a.structure_de_redirection) ?? null,
    equipment: known(EQUIPMENTS, list(a.materiel)),
    themes: mine,
    topics,
    title: text(a.titre_atelier).slice(0, 160),
    modifiedAt: instant(a.modification) ?? instant(a.creation) ?? new Date(0).toISOString(),
    deletedAt: instant(a.suppression),
  };
}

const AUTONOMY_CODES: readonly Autonomy[] = [
  'entierement_accompagne',
  'partiellement_autonome',
  'autonome',
];

/** The cursor of the next page out of a link of the answer; null at the end. */
export function cursorOf(href: unknown): string | null {
  if (typeof href !== 'string') return null;
  const url = URL.parse(href, 'https://coop.invalid');
  return url?.searchParams.get('page[after]') || null;
}

/**
 * Milliseconds to wait before a try: what the server asks for, else doubling from a second, with a
 * bound on both.
 * @param tries tries that failed so far, from 1
 * @param retryAfter the header's value: seconds, or an HTTP date
 */
export function waitBefore(tries: number, retryAfter: string | null, now: Date): number {
  const most = 60_000;
  if (retryAfter !== null) {
    const seconds = /^\d+$/.test(retryAfter.trim())
      ? Number(retryAfter) * 1000
      : Date.parse(retryAfter) - now.getTime();
    if (Number.isFinite(seconds)) return Math.min(most, Math.max(0, seconds));
  }
  return Math.min(most, 1000 * 2 ** (tries - 1));
}
