import type { z } from 'zod';
import { csvLine } from '../../../platform/tabular/write-csv.ts';
import {
  type FeedSession,
  isPersonalEmail,
  type MediationPlace,
  NATIONAL_FIELDS,
  type NationalRow,
  nationalRow,
  type ServiceRow,
  type StructureRow,
  serviceRow,
  structureRow,
  toNationalRow,
  toServices,
  toStructure,
  toWorkshopService,
} from '../../places/public.ts';

/** The public feeds, under the part of their address after `/feeds/`. */
export const FEEDS = [
  'lieux-mediation-numerique.csv',
  'lieux-mediation-numerique.json',
  'data-inclusion/structures.json',
  'data-inclusion/services.json',
] as const;
export type FeedName = (typeof FEEDS)[number];

export function feedName(text: string): FeedName | null {
  return FEEDS.find((feed) => feed === text) ?? null;
}

/** A problem of one place in a feed: its row is left out, or only the value is. */
export interface FeedIssue {
  readonly feed: FeedName;
  readonly placeId: string;
  readonly placeName: string;
  readonly field: string;
  readonly code: string;
  /** False: the place is in the feed without this value. */
  readonly leftOut: boolean;
}

export interface FeedReport {
  readonly feeds: readonly {
    readonly feed: FeedName;
    readonly rows: number;
    readonly leftOut: number;
  }[];
  /** The first problems; `issueTotal` says how many there are. */
  readonly issues: readonly FeedIssue[];
  readonly issueTotal: number;
}

/** Problems that a report keeps. */
export const ISSUES_KEPT = 2000;

/** Gathers the rows of all feeds from places, checking each against its schema before it goes in. */
export class FeedBuilder {
  readonly #publicUrl: string;
  readonly #national: NationalRow[] = [];
  readonly #structures: StructureRow[] = [];
  readonly #services: ServiceRow[] = [];
  readonly #ids = new Set<string>();
  readonly #issues: FeedIssue[] = [];
  #issueTotal = 0;
  readonly #leftOut = new Map<FeedName, number>();

  constructor(publicUrl: string) {
    this.#publicUrl = publicUrl;
  }

  /**
   * Takes one place with what is offered there.
   * @param given services as data·inclusion gave them; they stand in for those of the sheet
   */
  add(
    place: MediationPlace,
    sessions: readonly FeedSession[],
    given: readonly Readonly<Record<string, unknown>>[],
  ): void {
    const national = toNationalRow(place);
    const row = this.#check('lieux-mediation-numerique.csv', place, nationalRow, national);
    if (row) this.#national.push(row);
    else this.#count('lieux-mediation-numerique.json');
    this.#remark(place, national);
    const structure = toStructure(place, this.#publicUrl);
    const kept = this.#check('data-inclusion/structures.json', place, structureRow, structure);
    // A service belongs to a structure: without it, it would belong to nobody.
    if (!kept) return;
    this.#structures.push(kept);
    const services =
      given.length > 0 ? (given as readonly ServiceRow[]) : toServices(place, this.#publicUrl);
    const workshops = sessions.map((one) => toWorkshopService(place, one, this.#publicUrl));
    const known = new Set(services.map((service) => service.id));
    for (const service of [...services, ...workshops.filter(({ id }) => !known.has(id))]) {
      const checked = this.#check('data-inclusion/services.json', place, serviceRow, service);
      if (checked) this.#services.push(checked);
    }
  }

  /** The feeds as text, in the order of their ids, so that the same places make the same bytes. */
  finish(): { readonly report: FeedReport; readonly texts: ReadonlyMap<FeedName, string> } {
    const national = inOrder(this.#national);
    const texts = new Map<FeedName, string>([
      ['lieux-mediation-numerique.csv', csvOf(national)],
      ['lieux-mediation-numerique.json', jsonOf(national.map(withoutEmpty))],
      ['data-inclusion/structures.json', jsonOf(inOrder(this.#structures))],
      ['data-inclusion/services.json', jsonOf(inOrder(this.#services))],
    ]);
    const counts: Readonly<Record<FeedName, number>> = {
      'lieux-mediation-numerique.csv': this.#national.length,
      'lieux-mediation-numerique.json': this.#national.length,
      'data-inclusion/structures.json': this.#structures.length,
      'data-inclusion/services.json': this.#services.length,
    };
    const feeds = FEEDS.map((feed) => ({
      feed,
      rows: counts[feed],
      leftOut: this.#leftOut.get(feed) ?? 0,
    }));
    return { texts, report: { feeds, issues: this.#issues, issueTotal: this.#issueTotal } };
  }

  /** The row as its schema gives it, its fields in the schema's order; null when it is left out. */
  #check<T extends { readonly id: string }>(
    feed: FeedName,
    place: MediationPlace,
    schema: z.ZodType<T>,
    row: T,
  ): T | null {
    const key = `${feed} ${row.id}`;
    const parsed = schema.safeParse(row);
    const twice = this.#ids.has(key);
    this.#ids.add(key);
    if (parsed.success && !twice) return parsed.data;
    if (twice) this.#issue(feed, place, 'id', 'id-twice', true);
    for (const issue of parsed.error?.issues ?? [])
      this.#issue(feed, place, issue.path.join('.'), issue.message, true);
    this.#count(feed);
    return null;
  }

  #remark(place: MediationPlace, row: NationalRow): void {
    const feed = 'lieux-mediation-numerique.csv';
    if (place.sheet.emails.some(isPersonalEmail))
      this.#issue(feed, place, 'courriels', 'email-personal', false);
    if (place.phone && row.telephone === '')
      this.#issue(feed, place, 'telephone', 'phone-short', false);
  }

  #issue(
    feed: FeedName,
    { id, name }: MediationPlace,
    field: string,
    code: string,
    leftOut: boolean,
  ): void {
    this.#issueTotal += 1;
    if (this.#issues.length >= ISSUES_KEPT) return;
    this.#issues.push({ feed, placeId: id, placeName: name, field, code, leftOut });
  }

  #count(feed: FeedName): void {
    this.#leftOut.set(feed, (this.#leftOut.get(feed) ?? 0) + 1);
  }
}

const inOrder = <T extends { readonly id: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

/** Comma-separated, as the standard's own example is. */
function csvOf(rows: readonly NationalRow[]): string {
  const lines = rows.map((row) =>
    csvLine(
      NATIONAL_FIELDS.map((field) => row[field]),
      ',',
    ),
  );
  return csvLine(NATIONAL_FIELDS, ',') + lines.join('');
}

/** In JSON what is not known is absent, and a position is made of numbers. */
function withoutEmpty(row: NationalRow): Record<string, string | number> {
  return Object.fromEntries(
    NATIONAL_FIELDS.filter((field) => row[field] !== '').map((field) => [
      field,
      field === 'latitude' || field === 'longitude' ? Number(row[field]) : row[field],
    ]),
  );
}

/** One row a line, which tools that compare files like better than one long line. */
function jsonOf(rows: readonly unknown[]): string {
  return rows.length === 0
    ? '[]\n'
    : `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}

/** A row of the national standard as JSON has it, back as text in all its fields. */
export function nationalTextOf(row: Readonly<Record<string, unknown>>): Record<string, string> {
  const all = Object.fromEntries(NATIONAL_FIELDS.map((field) => [field, '']));
  return {
    ...all,
    ...Object.fromEntries(Object.entries(row).map(([field, value]) => [field, String(value)])),
  };
}
