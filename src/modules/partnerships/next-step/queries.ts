import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { assignable } from '../actions/queries.ts';
import type { Stage } from '../domain.ts';
import '../tables.ts';

export interface NextStep {
  readonly step: string;
  readonly on: string | null;
  readonly ownerId: string | null;
  readonly owner: string | null;
}

/** What comes next for one partnership; for the operator's eyes. */
export async function getNextStep(db: Db, id: string): Promise<NextStep | null> {
  const row = await db
    .selectFrom('partnership as s')
    .leftJoin('auth_user as u', 'u.id', 's.owner_id')
    .select(['s.next_step as step', 's.next_step_on as on', 's.owner_id as ownerId'])
    .select('u.name as owner')
    .where('s.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Who may look after a partnership: the operator's people of its department, the national team. */
export async function possibleOwners(
  db: Db,
  departmentCode: string,
): Promise<{ id: string; name: string }[]> {
  const leads = await db
    .selectFrom('auth_user as u')
    .innerJoin('account_grant as g', 'g.user_id', 'u.id')
    .select(['u.id', 'u.name'])
    .distinct()
    .where('g.role', '=', 'alliance-lead')
    .orderBy('u.name')
    .execute();
  const near = await assignable(db, departmentCode);
  return [...near, ...leads.filter((lead) => !near.some(({ id }) => id === lead.id))];
}

export interface DueStep {
  readonly id: string;
  readonly title: string;
  readonly stage: Stage;
  readonly step: string;
  readonly on: string;
}

const ROWS = 8;
/** Days ahead that an agenda looks for next steps. */
export const STEPS_AHEAD_DAYS = 7;

/** Next steps that are due by a day: one's own, and those in reach that nobody looks after. */
export async function dueSteps(
  db: Db,
  scope: Scope<'partnerships.move'>,
  until: string,
): Promise<DueStep[]> {
  const rows = await db
    .selectFrom('partnership as s')
    .select(['s.id', 's.title', 's.stage', 's.next_step as step', 's.next_step_on as on'])
    .where('s.next_step_on', '<=', until)
    .where('s.stage', 'not in', ['ended', 'abandoned'])
    .where((eb) =>
      eb.or([
        eb('s.owner_id', '=', scope.accountId),
        eb.and([
          eb('s.owner_id', 'is', null),
          ...(scope.everywhere ? [] : [eb('s.department_code', 'in', ['-', ...scope.departments])]),
        ]),
      ]),
    )
    .orderBy('s.next_step_on')
    .limit(ROWS)
    .execute();
  return rows.map((row) => ({ ...row, on: row.on ?? until }));
}
