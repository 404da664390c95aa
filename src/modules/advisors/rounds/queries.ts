import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import '../../places/public.ts';
import { type Recurrence, roundsMeet, WRITTEN_FOR_EVER } from './domain.ts';
import './tables.ts';

export interface RoundRow {
  readonly id: string;
  readonly place: { readonly id: string; readonly name: string; readonly communeName: string };
  readonly weekday: string;
  readonly everyWeeks: 1 | 2;
  readonly from: string;
  readonly to: string;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly slotMinutes: number | null;
}

/** One round of an advisor; null when there is none. */
export async function getRound(db: Db, advisorId: string, id: string): Promise<RoundRow | null> {
  if (!isUuid(id)) return null;
  const row = await joined(db, advisorId).where('r.id', '=', id).executeTakeFirst();
  return row ? rowOf(row) : null;
}

/** Rounds of an advisor that are not over on a day. */
export async function listRounds(db: Db, advisorId: string, on: string): Promise<RoundRow[]> {
  const rows = await joined(db, advisorId)
    .where((eb) => eb.or([eb('r.valid_until', 'is', null), eb('r.valid_until', '>=', on)]))
    .orderBy('r.valid_from')
    .orderBy('r.from_time')
    .execute();
  return rows.map(rowOf);
}

/**
 * Whether a round would bring its advisor to two places at once on any day to come: by the rounds'
 * own rules, for presences are only written some weeks ahead. Rounds of closed places do not count.
 * @param from days before it do not matter
 */
export async function meetsAnother(
  db: Db,
  round: { readonly id: string; readonly advisorId: string } & Recurrence,
  from: string,
): Promise<boolean> {
  const others = await db
    .selectFrom('advisor_round as r')
    .innerJoin('place as l', 'l.id', 'r.place_id')
    .select(['r.weekday', 'r.every_weeks', 'r.from_time', 'r.to_time'])
    .select(['r.valid_from', 'r.valid_until'])
    .where('r.advisor_id', '=', round.advisorId)
    .where('r.id', '<>', round.id)
    .where('l.status', '=', 'open')
    .where((eb) =>
      eb.or([eb('r.written_until', 'is', null), eb('r.written_until', '<', WRITTEN_FOR_EVER)]),
    )
    .where((eb) => eb.or([eb('r.valid_until', 'is', null), eb('r.valid_until', '>=', from)]))
    .execute();
  return others.some((row) =>
    roundsMeet(
      round,
      {
        weekday: row.weekday,
        everyWeeks: row.every_weeks,
        from: row.from_time,
        to: row.to_time,
        validFrom: row.valid_from,
        validUntil: row.valid_until,
      },
      from,
    ),
  );
}

function joined(db: Db, advisorId: string) {
  return db
    .selectFrom('advisor_round as r')
    .innerJoin('place as l', 'l.id', 'r.place_id')
    .innerJoin('commune as c', 'c.code', 'l.commune_code')
    .select([
      'r.id',
      'l.id as place_id',
      'l.name',
      'c.name as commune_name',
      'r.weekday',
      'r.every_weeks',
      'r.from_time',
      'r.to_time',
      'r.valid_from',
      'r.valid_until',
      'r.slot_minutes',
    ])
    .where('r.advisor_id', '=', advisorId);
}

type Found = Awaited<ReturnType<ReturnType<typeof joined>['execute']>>[number];

const rowOf = (row: Found): RoundRow => ({
  id: row.id,
  place: { id: row.place_id, name: row.name, communeName: row.commune_name },
  weekday: row.weekday,
  everyWeeks: row.every_weeks,
  from: row.from_time,
  to: row.to_time,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  slotMinutes: row.slot_minutes,
});
