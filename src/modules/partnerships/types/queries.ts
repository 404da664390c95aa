import type { Db } from '../../../platform/db/schema.ts';
import { validDocumentKinds } from '../../partners/public.ts';
import { BINDING } from '../convention/domain.ts';
import type { PartnershipType, Stage } from '../domain.ts';
import { type Details, missingFields, TYPE_SHEETS } from './domain.ts';
import '../convention/tables.ts';
import '../tables.ts';

/** What a partnership's type asks for that is not there: not a bar, but a reason must be given. */
export type Gap =
  | { readonly kind: 'field'; readonly key: string }
  | { readonly kind: 'paper'; readonly key: string }
  | { readonly kind: 'convention' };

/** What is missing before a partnership is agreed or starts. */
export async function gapsBefore(
  db: Db,
  partnership: {
    readonly id: string;
    readonly type: PartnershipType;
    readonly details: Details;
    readonly partnerId: string;
  },
  to: Stage,
  day: string,
): Promise<Gap[]> {
  if (to !== 'agreed' && to !== 'active') return [];
  const gaps: Gap[] = missingFields(partnership.type, partnership.details).map((key) => ({
    kind: 'field',
    key,
  }));
  if (to === 'active' && TYPE_SHEETS[partnership.type].convention) {
    const signed = await db
      .selectFrom('convention')
      .select('id')
      .where('partnership_id', '=', partnership.id)
      .where('status', 'in', [...BINDING])
      .executeTakeFirst();
    if (!signed) gaps.push({ kind: 'convention' });
    const papers = await validDocumentKinds(db, partnership.partnerId, day);
    for (const { kind, needed } of TYPE_SHEETS[partnership.type].documents)
      if (needed && !papers.has(kind)) gaps.push({ kind: 'paper', key: kind });
  }
  return gaps;
}

export interface Milestone {
  readonly key: string;
  readonly dueOn: string | null;
  readonly doneOn: string | null;
  readonly note: string;
}

/** The milestones of a partnership's type, in their order, with what was noted of each. */
export async function listMilestones(
  db: Db,
  partnershipId: string,
  type: PartnershipType,
): Promise<Milestone[]> {
  const rows = await db
    .selectFrom('partnership_milestone')
    .select(['key', 'due_on', 'done_on', 'note'])
    .where('partnership_id', '=', partnershipId)
    .execute();
  const noted = new Map(rows.map((row) => [row.key, row]));
  return TYPE_SHEETS[type].milestones.map((key) => {
    const row = noted.get(key);
    return {
      key,
      dueOn: row?.due_on ?? null,
      doneOn: row?.done_on ?? null,
      note: row?.note ?? '',
    };
  });
}
