import { sql } from 'kysely';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import '../../places/public.ts';
import type { OrientationInput } from '../contract.ts';
import { givenAt } from '../domain.ts';
import '../tables.ts';

/**
 * Keeps orientations to places, where no seat is to be taken and nobody is to be told, in one
 * statement: nine of ten that a country gives in a day, at one journey to the database. The scope
 * is part of the statement.
 * @returns ids that were kept now; the others were before, or say why one by one
 */
export async function keepPlain(
  ctx: Ctx,
  scope: Scope<'orientations.give'>,
  inputs: readonly OrientationInput[],
  sentAt: number,
): Promise<ReadonlySet<string>> {
  if (inputs.length === 0) return new Set();
  const rows = inputs.map((input) => {
    const { at, offsetSeconds } = givenAt({ givenAt: input.givenAt, sentAt }, ctx.now);
    return {
      id: input.id,
      code: input.code,
      place_id: input.placeId,
      difficulty: input.difficulty,
      wish: input.wish,
      access: input.access,
      offer_kind: input.offerKind,
      host_place_id: input.hostPlaceId,
      expected_at: input.startsAt,
      channel: input.channel,
      wants_earlier: input.wantsEarlier,
      locale: input.locale,
      given_at: at.toISOString(),
      clock_offset_s: offsetSeconds,
    };
  });
  const { rows: kept } = await sql<{ id: string }>`
    INSERT INTO orientation (id, code, place_id, department_code, given_by, difficulty, wish,
      access, offer_kind, host_place_id, expected_at, channel, state, wants_earlier, locale,
      given_at, clock_offset_s, received_at, moved_at)
    SELECT o.id, o.code, c.id, c.department_code, ${scope.accountId}, o.difficulty, o.wish,
      o.access, o.offer_kind, h.id, o.expected_at, o.channel, 'given', o.wants_earlier, o.locale,
      o.given_at, o.clock_offset_s, ${ctx.now}, ${ctx.now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS o (id uuid, code text,
      place_id uuid, difficulty text, wish text, access text[], offer_kind text,
      host_place_id uuid, expected_at timestamptz, channel text, wants_earlier boolean,
      locale text, given_at timestamptz, clock_offset_s integer)
    JOIN place c ON c.id = o.place_id
    JOIN place h ON h.id = o.host_place_id
    WHERE ${scope.everywhere}::boolean OR c.id = ANY(${[...scope.places]}::uuid[])
      OR c.department_code = ANY(${[...scope.departments]}::text[])
    -- Writers of several rows lock in the same order.
    ORDER BY o.id
    ON CONFLICT DO NOTHING RETURNING id`.execute(ctx.db);
  return new Set(kept.map(({ id }) => id));
}
