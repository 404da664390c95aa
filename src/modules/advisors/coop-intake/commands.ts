import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/schema.ts';
import { jsonRows } from '../../../platform/imports/upsert.ts';
import { type TakenRecord, takeRecords } from '../../activity/public.ts';
import '../accompaniments/tables.ts';
import type { CoopActivity, CoopWait } from '../coop/domain.ts';
import '../coop/tables.ts';
import { activityKindOf } from '../domain.ts';
import { type Known, loadKnown } from './queries.ts';

/** What became of activities: created + updated + unchanged + waiting is their number. */
export interface Taken {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly waiting: number;
  /** Of those that wait, the ones never seen before. */
  readonly newlyWaiting: number;
  /** {why: how many} of those that wait. */
  readonly waits: Readonly<Record<string, number>>;
}

type Decision =
  | { readonly as: 'unchanged' }
  | { readonly as: 'ignored' | 'gone' }
  | { readonly as: 'waiting'; readonly why: CoopWait }
  | { readonly as: 'taken' | 'withdrawn'; readonly record: TakenRecord };

/**
 * Takes activities of La Coop over by their ids: new ones are recorded, those modified since are
 * corrected, suppressed ones withdrawn. What cannot be placed yet waits; nothing is lost and
 * nothing is counted twice, however often the same is read.
 * @param counted ids that may look like another record and count all the same
 */
export async function takeRows(
  trx: Trx,
  now: Date,
  activities: readonly CoopActivity[],
  counted: ReadonlySet<string> = new Set(),
): Promise<Taken> {
  const latest = new Map<string, CoopActivity>();
  for (const one of activities) {
    const other = latest.get(one.id);
    if (!other || other.modifiedAt < one.modifiedAt) latest.set(one.id, one);
  }
  const rows = [...latest.values()];
  await noteSources(trx, rows, now);
  const known = await loadKnown(trx, rows);
  const decided = rows.map((one) => ({ one, decision: decide(one, known, counted) }));
  const records = decided.flatMap(({ decision }) =>
    'record' in decision ? [decision.record] : [],
  );
  await takeRecords(trx, records, 'La Coop de la médiation numérique', now);
  await writeHelp(
    trx,
    decided.flatMap(({ one, decision }) => ('record' in decision ? [one] : [])),
    known,
    now,
  );
  await noteRows(trx, decided, now);
  const count = (test: (entry: (typeof decided)[number]) => boolean): number =>
    decided.filter(test).length;
  const created = count(
    ({ one, decision }) => decision.as === 'taken' && !known.recorded.has(one.id),
  );
  const updated = count(({ one, decision }) => 'record' in decision && known.recorded.has(one.id));
  const waits: Record<string, number> = {};
  for (const { decision } of decided)
    if (decision.as === 'waiting') waits[decision.why] = (waits[decision.why] ?? 0) + 1;
  const waiting = count(({ decision }) => decision.as === 'waiting');
  const newlyWaiting = count(
    ({ one, decision }) => decision.as === 'waiting' && !known.rows.has(one.id),
  );
  const unchanged = activities.length - created - updated - waiting;
  return { created, updated, unchanged, waiting, newlyWaiting, waits };
}

/** Takes what waits for a mediator, a structure or a decision. @returns records now counted */
export async function takeWaiting(
  trx: Trx,
  now: Date,
  which: { readonly mediatorId?: string; readonly structureId?: string; readonly coopId?: string },
): Promise<{ taken: number }> {
  const { mediatorId, structureId, coopId } = which;
  const rows = await trx
    .selectFrom('coop_row')
    .select(['coop_id', 'data'])
    .where('state', '=', 'waiting')
    .$if(mediatorId !== undefined, (q) => q.where('mediator_id', '=', mediatorId ?? ''))
    .$if(structureId !== undefined, (q) => q.where('structure_id', '=', structureId ?? ''))
    .$if(coopId !== undefined, (q) => q.where('coop_id', '=', coopId ?? ''))
    .forUpdate()
    .execute();
  const activities = rows.flatMap(({ data }) => (data ? [data] : []));
  const done = await takeRows(trx, now, activities, new Set(coopId ? [coopId] : []));
  return { taken: done.created + done.updated };
}

function decide(one: CoopActivity, known: Known, counted: ReadonlySet<string>): Decision {
  const before = known.rows.get(one.id);
  const same = before !== undefined && before.modifiedAt >= one.modifiedAt;
  if (same && before.state !== 'waiting') return { as: 'unchanged' };
  const mediator = known.mediators.get(one.mediatorId);
  if (mediator?.ignored) return { as: 'ignored' };
  const recorded = known.recorded.get(one.id);
  // Suppressed before we ever counted it: nothing to withdraw.
  if (one.deletedAt && !recorded) return { as: 'gone' };
  const advisor = mediator?.advisor;
  if (!advisor) return { as: 'waiting', why: 'mediator-unknown' };
  const where = whereOf(one, advisor.id, known);
  if (!where) return { as: 'waiting', why: 'place-unknown' };
  const likeness = `${advisor.id} ${one.date} ${one.minutes} ${one.group}`;
  if (!recorded && !counted.has(one.id) && known.likely.has(likeness))
    return { as: 'waiting', why: 'perhaps-twice' };
  const record: TakenRecord = {
    id: one.id,
    happened_on: one.date,
    ...where,
    partnership_id: advisor.partnershipId,
    partner_id: advisor.partnerId,
    kind: one.group ? 'workshop' : activityKindOf(advisor.kind),
    participations: one.participants,
    // Within one activity nobody comes twice.
    persons_declared: one.participants,
    minutes: one.minutes,
    themes: one.themes,
    advisor_id: advisor.id,
    status: one.deletedAt ? 'withdrawn' : 'recorded',
    recorded_by: advisor.accountId,
  };
  return { as: one.deletedAt ? 'withdrawn' : 'taken', record };
}

/** The place that somebody named, the commune, else where the advisor was present on that day. */
function whereOf(one: CoopActivity, advisorId: string, known: Known) {
  const place =
    (one.structureId ? known.structures.get(one.structureId) : undefined) ??
    (one.setting === 'lieu_activite' && !one.communeCode
      ? known.present.get(`${advisorId} ${one.date}`)
      : undefined);
  if (place)
    return {
      place_id: place.id,
      commune_code: place.communeCode,
      department_code: place.departmentCode,
    };
  const commune = one.communeCode ? known.communes.get(one.communeCode) : undefined;
  return commune
    ? { place_id: null, commune_code: commune.code, department_code: commune.departmentCode }
    : null;
}

async function noteSources(trx: Trx, rows: readonly CoopActivity[], now: Date): Promise<void> {
  const mediators = new Map(rows.map((one) => [one.mediatorId, one.mediatorLabel]));
  const structures = [...new Set(rows.flatMap(({ structureId }) => structureId ?? []))];
  if (mediators.size > 0)
    await trx
      .insertInto('coop_mediator')
      .values(
        [...mediators].map(([mediator_id, label]) => ({
          mediator_id,
          label,
          advisor_id: null,
          first_seen: now,
        })),
      )
      .onConflict((oc) => oc.doNothing())
      .execute();
  if (structures.length > 0)
    await trx
      .insertInto('coop_structure')
      .values(structures.map((structure_id) => ({ structure_id, place_id: null, first_seen: now })))
      .onConflict((oc) => oc.doNothing())
      .execute();
}

async function writeHelp(
  trx: Trx,
  rows: readonly CoopActivity[],
  known: Known,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const json = rows.map((one) => {
    const advisor = known.mediators.get(one.mediatorId)?.advisor;
    return {
      id: one.id,
      advisor_id: advisor?.id ?? null,
      format: one.group ? 'group' : 'individual',
      setting: one.setting,
      themes: one.themes,
      topics: one.topics,
      autonomy: one.autonomy,
      equipment: one.equipment,
      oriented_to: one.orientedTo,
      title: one.title,
      genders: one.genders,
      ages: one.ages,
      statuses: one.statuses,
      source: 'coop',
      coop_id: one.id,
      recorded_by: advisor?.accountId ?? null,
      recorded_at: now.toISOString(),
    };
  });
  await sql`
    INSERT INTO accompaniment (id, advisor_id, format, setting, themes, topics, autonomy, equipment,
      oriented_to, title, genders, ages, statuses, source, coop_id, recorded_by, recorded_at)
    SELECT id, advisor_id, format, setting, themes, topics, autonomy, equipment, oriented_to, title,
      genders, ages, statuses, source, coop_id, recorded_by, recorded_at
    FROM jsonb_populate_recordset(NULL::accompaniment, ${jsonRows(json)})
    ON CONFLICT (id) DO UPDATE SET advisor_id = excluded.advisor_id, format = excluded.format,
      setting = excluded.setting, themes = excluded.themes, topics = excluded.topics,
      autonomy = excluded.autonomy, equipment = excluded.equipment,
      oriented_to = excluded.oriented_to, title = excluded.title, genders = excluded.genders,
      ages = excluded.ages, statuses = excluded.statuses`.execute(trx);
}

async function noteRows(
  trx: Trx,
  decided: readonly { readonly one: CoopActivity; readonly decision: Decision }[],
  now: Date,
): Promise<void> {
  const rows = decided.flatMap(({ one, decision }) => {
    if (decision.as === 'unchanged') return [];
    const waits = decision.as === 'waiting';
    return [
      {
        coop_id: one.id,
        mediator_id: one.mediatorId,
        structure_id: one.structureId,
        modified_at: one.modifiedAt,
        state: decision.as === 'gone' ? 'withdrawn' : decision.as,
        reason: waits ? decision.why : '',
        data: waits ? one : null,
        seen_at: now.toISOString(),
      },
    ];
  });
  if (rows.length === 0) return;
  await sql`
    INSERT INTO coop_row (coop_id, mediator_id, structure_id, modified_at, state, reason, data, seen_at)
    SELECT coop_id, mediator_id, structure_id, modified_at, state, reason, data, seen_at
    FROM jsonb_populate_recordset(NULL::coop_row, ${jsonRows(rows)})
    ON CONFLICT (coop_id) DO UPDATE SET mediator_id = excluded.mediator_id,
      structure_id = excluded.structure_id, modified_at = excluded.modified_at,
      state = excluded.state, reason = excluded.reason, data = excluded.data,
      seen_at = excluded.seen_at`.execute(trx);
}
