import { sql } from 'kysely';
import { type Actor, authorize } from '../../../../platform/access/access.ts';
import type { Db } from '../../../../platform/db/schema.ts';
import '../../tables.ts';
import { mayEnter } from '../policy.ts';
import '../tables.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Partners that act in a department: seated there, or in a partnership for it that goes on. */
export async function presentPartners(
  db: Db,
  departmentCode: string,
): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('partner as p')
    .select(['p.id', 'p.name'])
    .where(presentIn(departmentCode))
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
}

/** Which of these partners act in a department. */
export async function presentAmong(
  db: Db,
  departmentCode: string,
  partnerIds: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const ids = [...partnerIds];
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('partner as p')
    .select('p.id')
    .where('p.id', 'in', ids)
    .where(presentIn(departmentCode))
    .execute();
  return new Set(rows.map((row) => row.id));
}

function presentIn(departmentCode: string) {
  return sql<boolean>`(p.department_code = ${departmentCode} OR EXISTS (
    SELECT 1 FROM partnership s WHERE s.partner_id = p.id
      AND s.stage NOT IN ('ended', 'abandoned')
      AND (s.department_code = ${departmentCode} OR EXISTS (
        SELECT 1 FROM partnership_territory t WHERE t.partnership_id = s.id
          AND t.territory_kind = 'department' AND t.territory_code = ${departmentCode}))))`;
}

/** The partners that somebody speaks for, whatever the permission. */
export function ownPartners(actor: Actor): ReadonlySet<string> {
  return actor.abilities.get('codesign.read')?.organisations ?? new Set();
}

/** Which of these partners were asked to answer a need. */
export async function invitedAmong(
  db: Db,
  needId: string,
  partnerIds: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('proposal_invitation')
    .select('partner_id')
    .where('need_id', '=', needId)
    .where('partner_id', 'in', [NOBODY, ...partnerIds])
    .execute();
  return new Set(rows.map((row) => row.partner_id));
}

/** Whether somebody may look into the workshop of a department. */
export async function entersWorkshop(
  db: Db,
  actor: Actor,
  departmentCode: string | null,
): Promise<boolean> {
  const read = authorize(actor, 'codesign.read');
  if (!read || departmentCode === null) return false;
  if (read.everywhere) return true;
  return mayEnter(read, await presentAmong(db, departmentCode, read.organisations));
}
