import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import type { OrientationState, Refusal } from '../domain.ts';
import '../../advisors/public.ts';
import '../../workshops/public.ts';
import '../tables.ts';

/** How far back a counter's news go, in days. */
export const NEWS_DAYS = 90;

/** What became of those whom a counter oriented: each stage holds the ones after it. */
export interface Funnel {
  readonly given: number;
  /** A host expected them, or received them. */
  readonly accepted: number;
  readonly came: number;
  /** Of those who came, with what they can do now. */
  readonly withResult: number;
  readonly refused: number;
  readonly withdrawn: number;
  readonly absent: number;
}

/** A slip in somebody's pocket that is no longer true, and that no message could correct. */
export interface ToTell {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly refusal: Refusal | null;
  readonly movedFrom: string | null;
  /** Where it takes place now. */
  readonly host: string;
  /** On the waiting list: the paper says an hour at which there is no seat. */
  readonly waiting: boolean;
  /** A message was asked for, and did not arrive. */
  readonly unsent: boolean;
  readonly expectedAt: string | null;
  readonly givenAt: string;
}

/** Counts by state as the stages of a funnel. */
export function funnelOf(
  counts: readonly {
    readonly state: OrientationState;
    readonly n: number;
    readonly results: number;
  }[],
): Funnel {
  const of = (...states: OrientationState[]): number =>
    counts.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + Number(row.n), 0);
  return {
    given: counts.reduce((sum, row) => sum + Number(row.n), 0),
    accepted: of('accepted', 'came', 'absent'),
    came: of('came'),
    withResult: counts.reduce((sum, row) => sum + Number(row.results), 0),
    refused: of('refused'),
    withdrawn: of('withdrawn'),
    absent: of('absent'),
  };
}

/** What became of a counter's orientations of the last ninety days. */
export async function newsOf(db: Db, placeId: string, now: Date): Promise<Funnel> {
  const since = new Date(now.getTime() - NEWS_DAYS * 86_400_000);
  const rows = await db
    .selectFrom('orientation')
    .select((eb) => [
      'state',
      eb.fn.countAll<number>().as('n'),
      eb.fn.count<number>('result').as('results'),
    ])
    .where('place_id', '=', placeId)
    .where('given_at', '>=', since)
    .groupBy('state')
    .execute();
  return funnelOf(rows);
}

/** A message that has not left for so long is not waited for, in milliseconds. */
const PATIENCE_MS = 6 * 3_600_000;

/**
 * What the counter should tell by hand, to come first: refused, called off, moved or waiting where
 * no message can say so, and what a message should have said that did not arrive.
 */
export async function listToTell(db: Db, placeId: string, now: Date): Promise<ToTell[]> {
  const late = new Date(now.getTime() - PATIENCE_MS);
  // The latest counts: a number corrected at the counter was written to anew.
  const unsent = sql<boolean>`coalesce((SELECT m.state = 'failed'
      OR m.state = 'waiting' AND m.asked_at < ${late}
    FROM sms_message m WHERE m.orientation_id = o.id ORDER BY m.asked_at DESC LIMIT 1), false)`;
  const since = new Date(now.getTime() - NEWS_DAYS * 86_400_000);
  const rows = await db
    .selectFrom('orientation as o')
    .innerJoin('place as h', 'h.id', 'o.host_place_id')
    .leftJoin('workshop_session as s', 's.id', 'o.session_id')
    .leftJoin('workshop as w', 'w.id', 's.workshop_id')
    .leftJoin('advisor_appointment as x', 'x.code', 'o.code')
    .leftJoin('workshop_registration as r', 'r.code', 'o.code')
    .select(['x.state as appointment', 'r.state as seat'])
    .select(unsent.as('unsent'))
    .select(['o.id', 'o.code', 'o.refusal', 'o.moved_from', 'o.expected_at', 'o.given_at'])
    .select(sql<string>`coalesce(w.title, h.name)`.as('title'))
    .select('h.name as host')
    .where('o.place_id', '=', placeId)
    .where('o.given_at', '>=', since)
    .where('o.news_seen_at', 'is', null)
    .where((eb) => {
      const open = eb('o.state', 'in', ['given', 'accepted']);
      const silent = eb('o.sealed_contact', 'is', null);
      // An appointment keeps its own way to reach somebody, which the counter's may not be.
      const unheard = eb.or([
        eb.and([eb('x.code', 'is', null), silent]),
        eb.and([eb('x.code', 'is not', null), eb('x.sealed_contact', 'is', null)]),
      ]);
      return eb.or([
        eb.and([eb('o.state', '=', 'refused'), silent]),
        eb.and([eb('o.moved_from', 'is not', null), open, unheard]),
        eb.and([eb('x.state', '=', 'displaced'), unheard]),
        eb.and([eb('r.state', '=', 'waiting'), open, silent]),
        eb.and([unsent, eb('o.state', 'in', ['given', 'accepted', 'refused'])]),
      ]);
    })
    .orderBy('o.expected_at')
    .orderBy('o.id')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    title: row.title,
    // A slot that fell away is called off, until somebody gives another.
    refusal: row.appointment === 'displaced' ? 'cancelled' : row.refusal,
    movedFrom: row.moved_from?.toISOString() ?? null,
    host: row.host,
    waiting: row.seat === 'waiting',
    unsent: row.unsent,
    expectedAt: row.expected_at?.toISOString() ?? null,
    givenAt: row.given_at.toISOString(),
  }));
}
