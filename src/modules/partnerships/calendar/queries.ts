import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { type PartnershipFilters, rows } from '../queries.ts';
import type { Month } from './domain.ts';
import '../tables.ts';

export interface CalendarEntry {
  readonly day: string;
  readonly kind: 'start' | 'term' | 'objective' | 'milestone';
  readonly partnershipId: string;
  readonly title: string;
  /** The objective's words, or the milestone's key. */
  readonly label: string;
}

/** Starts, terms, objectives and milestones of a month, over the same filters as the list. */
export async function listCalendar(
  db: Db,
  scope: Scope<'partnerships.read'>,
  filters: PartnershipFilters,
  { first, last }: Month,
): Promise<CalendarEntry[]> {
  const within = () => rows(db, scope, filters).select('s.id');
  const [spans, objectives, milestones] = await Promise.all([
    rows(db, scope, filters)
      .select(['s.id', 's.title', 's.starts_on', 's.ends_on'])
      .where((eb) =>
        eb.or([eb.between('s.starts_on', first, last), eb.between('s.ends_on', first, last)]),
      )
      .execute(),
    db
      .selectFrom('partnership_objective as o')
      .innerJoin('partnership as s', 's.id', 'o.partnership_id')
      .select(['s.id', 's.title', 'o.due_on', 'o.label'])
      .where('o.due_on', '>=', first)
      .where('o.due_on', '<=', last)
      .where('s.id', 'in', within())
      .execute(),
    db
      .selectFrom('partnership_milestone as m')
      .innerJoin('partnership as s', 's.id', 'm.partnership_id')
      .select(['s.id', 's.title', 'm.due_on', 'm.key'])
      .where('m.due_on', '>=', first)
      .where('m.due_on', '<=', last)
      .where('m.done_on', 'is', null)
      .where('s.id', 'in', within())
      .execute(),
  ]);
  const found: CalendarEntry[] = [];
  const add = (
    kind: CalendarEntry['kind'],
    day: string | null,
    of: { readonly id: string; readonly title: string },
    label = '',
  ): void => {
    if (day && day >= first && day <= last)
      found.push({ day, kind, partnershipId: of.id, title: of.title, label });
  };
  for (const one of spans) {
    add('start', one.starts_on, one);
    add('term', one.ends_on, one);
  }
  for (const one of objectives) add('objective', one.due_on, one, one.label);
  for (const one of milestones) add('milestone', one.due_on, one, one.key);
  return found.sort(
    (a, b) =>
      a.day.localeCompare(b.day) || a.title.localeCompare(b.title) || a.kind.localeCompare(b.kind),
  );
}
