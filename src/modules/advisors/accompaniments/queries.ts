import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '../../../platform/access/access.ts';
import { type Page, pageOf, readCursor } from '../../../platform/db/cursor.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import '../../activity/public.ts';
import type { Totals } from '../../alliance/public.ts';
import { mayReadAccompaniment } from '../policy.ts';
import '../tables.ts';
import type { accompanimentOutput } from './contract.ts';
import { HABIT_OF } from './domain.ts';
import './tables.ts';

export interface AccompanimentRow extends z.output<typeof accompanimentOutput> {
  readonly status: 'recorded' | 'withdrawn';
}

export interface AccompanimentFilters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly department?: string | undefined;
  readonly theme?: string | undefined;
  readonly kind?: 'accompaniment' | 'service' | 'workshop' | undefined;
  readonly advisor?: string | undefined;
  /** Only what this account recorded or is the advisor of. */
  readonly mine?: string | undefined;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

function within(db: Db, scope: Scope<'accompaniments.read'>, filters: AccompanimentFilters) {
  const { from, to, department, theme, kind, advisor, mine } = filters;
  return db
    .selectFrom('accompaniment as c')
    .innerJoin('activity as a', 'a.id', 'c.id')
    .leftJoin('advisor as v', 'v.id', 'c.advisor_id')
    .$if(!scope.everywhere, (q) =>
      q.where((eb) =>
        eb.or([
          eb('a.department_code', 'in', ['-', ...scope.departments]),
          eb('a.place_id', 'in', [NOBODY, ...scope.places]),
          eb('a.partner_id', 'in', [NOBODY, ...scope.organisations]),
          eb('c.recorded_by', '=', scope.accountId),
        ]),
      ),
    )
    .$if(from !== undefined, (q) => q.where('a.happened_on', '>=', from ?? ''))
    .$if(to !== undefined, (q) => q.where('a.happened_on', '<=', to ?? ''))
    .$if(department !== undefined, (q) => q.where('a.department_code', '=', department ?? ''))
    .$if(theme !== undefined, (q) => q.where(sql<SqlBool>`${theme} = ANY(c.themes)`))
    .$if(kind !== undefined, (q) => q.where('a.kind', '=', kind ?? 'service'))
    .$if(advisor !== undefined, (q) => q.where('c.advisor_id', '=', advisor ?? ''))
    .$if(mine !== undefined, (q) =>
      q.where((eb) =>
        eb.or([eb('c.recorded_by', '=', mine ?? ''), eb('v.account_id', '=', mine ?? '')]),
      ),
    );
}

const shown = [
  'c.id',
  'c.advisor_id as advisorId',
  'v.name as advisorName',
  'a.kind',
  'a.happened_on as happenedOn',
  'a.minutes',
  'c.format',
  'c.setting',
  'a.participations as participants',
  'c.themes',
  'c.topics',
  'c.autonomy',
  'c.equipment',
  'c.oriented_to as orientedTo',
  'l.name as placeName',
  't.name as communeName',
  'a.department_code as departmentCode',
  'c.source',
  'c.followed_person_id as followedPersonId',
  'a.status',
] as const;

/** Records, most recent first, within the actor's reach, a page at a time. */
export async function listAccompaniments(
  db: Db,
  scope: Scope<'accompaniments.read'>,
  filters: AccompanimentFilters,
  cursor: string | null = null,
  limit = 50,
): Promise<Page<AccompanimentRow>> {
  const after = readCursor(cursor, 2);
  const rows = await within(db, scope, filters)
    .innerJoin('commune as t', 't.code', 'a.commune_code')
    .leftJoin('place as l', 'l.id', 'a.place_id')
    .select(shown)
    .where('a.status', '=', 'recorded')
    .$if(after !== null, (q) =>
      q.where(sql<SqlBool>`(a.happened_on, a.id) < (${after?.[0]}::date, ${after?.[1]}::uuid)`),
    )
    .orderBy('a.happened_on', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.map(({ advisorId, advisorName, followedPersonId, ...row }) => ({
    ...row,
    advisor: advisorId ? { id: advisorId, name: advisorName ?? '' } : null,
    followed: followedPersonId !== null,
  }));
  return pageOf(items, limit, (row) => [row.happenedOn, row.id]);
}

/** What a file's page tells of help given to its person. */
export interface HelpOfFile {
  readonly id: string;
  readonly happenedOn: string;
  readonly minutes: number | null;
  readonly themes: readonly string[];
  readonly advisor: string | null;
  readonly placeName: string | null;
}

/** Most records on a file's page. */
const ON_FILE = 50;

/**
 * Help given to the person of a file, most recent first. Whoever reads the file reads these; the
 * caller has opened it.
 * @param limit how many at most; null = all, as a copy for the person has to have
 */
export async function listHelpOfFile(
  db: Db,
  _scope: Scope<'follow-up.read'>,
  fileId: string,
  limit: number | null = ON_FILE,
): Promise<HelpOfFile[]> {
  return db
    .selectFrom('accompaniment as c')
    .innerJoin('activity as a', 'a.id', 'c.id')
    .leftJoin('advisor as v', 'v.id', 'c.advisor_id')
    .leftJoin('place as l', 'l.id', 'a.place_id')
    .select(['c.id', 'a.happened_on as happenedOn', 'a.minutes', 'c.themes'])
    .select(['v.name as advisor', 'l.name as placeName'])
    .where('c.followed_person_id', '=', fileId)
    .where('a.status', '=', 'recorded')
    .orderBy('a.happened_on', 'desc')
    .orderBy('c.id', 'desc')
    .$if(limit !== null, (q) => q.limit(limit ?? ON_FILE))
    .execute();
}

/** Sums of the records that a filter holds. */
export interface AccompanimentSums {
  readonly records: number;
  readonly participations: number;
  readonly minutes: number;
  /** Records by topic of procedure; one record may have several. */
  readonly topics: readonly { readonly topic: string; readonly records: number }[];
  readonly themes: readonly { readonly theme: string; readonly records: number }[];
}

/** Sums over what a filter holds, within the actor's reach. */
export async function sumAccompaniments(
  db: Db,
  scope: Scope<'accompaniments.read'>,
  filters: AccompanimentFilters,
): Promise<AccompanimentSums> {
  const base = within(db, scope, filters).where('a.status', '=', 'recorded');
  const sums = await base
    .select((eb) => [
      eb.fn.countAll<number>().as('records'),
      eb.fn.sum<number | null>('a.participations').as('participations'),
      eb.fn.sum<number | null>('a.minutes').as('minutes'),
    ])
    .executeTakeFirstOrThrow();
  const by = async (column: 'topics' | 'themes'): Promise<{ code: string; records: number }[]> => {
    const rows = await base
      .select(sql<string>`unnest(c.${sql.ref(column)})`.as('code'))
      .select((eb) => eb.fn.countAll<number>().as('records'))
      .groupBy('code')
      .orderBy('records', 'desc')
      .orderBy('code')
      .execute();
    return rows.map((row) => ({ code: row.code, records: Number(row.records) }));
  };
  return {
    records: Number(sums.records),
    participations: Number(sums.participations ?? 0),
    minutes: Number(sums.minutes ?? 0),
    topics: (await by('topics')).map(({ code, records }) => ({ topic: code, records })),
    themes: (await by('themes')).map(({ code, records }) => ({ theme: code, records })),
  };
}

export interface Accompaniment extends AccompanimentRow {
  readonly placeId: string | null;
  readonly communeCode: string;
  readonly partnerId: string;
  readonly recordedBy: string | null;
  readonly title: string;
  readonly genders: Totals;
  readonly ages: Totals;
  readonly statuses: Totals;
  readonly followedPersonId: string | null;
  readonly note: string;
  readonly version: number;
}

/** One record in full; null when out of reach. */
export async function getAccompaniment(
  db: Db,
  scope: Scope<'accompaniments.read'>,
  id: string,
): Promise<Accompaniment | null> {
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom('accompaniment as c')
    .innerJoin('activity as a', 'a.id', 'c.id')
    .leftJoin('advisor as v', 'v.id', 'c.advisor_id')
    .innerJoin('commune as t', 't.code', 'a.commune_code')
    .leftJoin('place as l', 'l.id', 'a.place_id')
    .select(shown)
    .select([
      'a.place_id as placeId',
      'a.commune_code as communeCode',
      'a.partner_id as partnerId',
      'c.recorded_by as recordedBy',
      'c.title',
      'c.genders',
      'c.ages',
      'c.statuses',
      'a.comment as note',
      'a.version',
    ])
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row || !mayReadAccompaniment(scope, row)) return null;
  const { advisorId, advisorName, ...rest } = row;
  return {
    ...rest,
    advisor: advisorId ? { id: advisorId, name: advisorName ?? '' } : null,
    followed: row.followedPersonId !== null,
  };
}

/** What an account recorded last, to offer it again: lengths, most recent first, and the place. */
export async function habitsOf(
  db: Db,
  accountId: string,
): Promise<{ minutes: number[]; place: { id: string; name: string } | null }> {
  const rows = await db
    .selectFrom('accompaniment as c')
    .innerJoin('activity as a', 'a.id', 'c.id')
    .leftJoin('place as l', 'l.id', 'a.place_id')
    .select(['a.minutes', 'l.id', 'l.name'])
    .where('c.recorded_by', '=', accountId)
    .where('a.status', '=', 'recorded')
    .orderBy('c.recorded_at', 'desc')
    .limit(HABIT_OF)
    .execute();
  const last = rows.find((row) => row.id !== null);
  return {
    minutes: rows.flatMap(({ minutes }) => (minutes ? [minutes] : [])),
    place: last?.id ? { id: last.id, name: last.name ?? '' } : null,
  };
}
