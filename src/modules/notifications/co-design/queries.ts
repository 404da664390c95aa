import type { Db } from '../../../platform/db/schema.ts';
import { lookingAfter, type Reader, reader } from '../queries.ts';
import type { Group } from '../sent/commands.ts';

/** Who answers for a partner: its administrators, else its members. */
export async function peopleOf(db: Db, partnerId: string): Promise<Reader[]> {
  for (const role of ['partner-admin', 'partner-member']) {
    const people = await db
      .selectFrom('account_grant as g')
      .innerJoin('auth_user as u', 'u.id', 'g.user_id')
      .select(['u.email', 'u.locale'])
      .distinct()
      .where('g.role', '=', role)
      .where('g.scope_kind', '=', 'organisation')
      .where('g.scope_code', '=', partnerId)
      .execute();
    if (people.length > 0) return people;
  }
  return [];
}

/** An invitation to propose as it stands; nothing when the partner has proposed meanwhile. */
export async function invitationTo(db: Db, needId: string, partnerId: string) {
  return db
    .selectFrom('proposal_invitation as i')
    .innerJoin('need as n', 'n.id', 'i.need_id')
    .select(['n.title', 'i.sentence'])
    .where('i.need_id', '=', needId)
    .where('i.partner_id', '=', partnerId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('proposal as r')
            .select('r.id')
            .whereRef('r.need_id', '=', 'i.need_id')
            .whereRef('r.partner_id', '=', 'i.partner_id')
            .where('r.visibility', '!=', 'draft'),
        ),
      ),
    )
    .executeTakeFirst();
}

/** A proposal with the last word on it. */
export async function proposalAbout(db: Db, id: string) {
  return db
    .selectFrom('proposal as r')
    .innerJoin('need as n', 'n.id', 'r.need_id')
    .innerJoin('partner as p', 'p.id', 'r.partner_id')
    .select(['r.title', 'r.visibility', 'r.outcome', 'r.partner_id', 'n.department_code'])
    .select('p.name as partner_name')
    .select((eb) =>
      eb
        .selectFrom('proposal_decision as d')
        .select('d.reason')
        .whereRef('d.proposal_id', '=', 'r.id')
        .orderBy('d.decided_at', 'desc')
        .orderBy('d.id', 'desc')
        .limit(1)
        .as('reason'),
    )
    .where('r.id', '=', id)
    .executeTakeFirst();
}

/** A milestone that is still to be reached, with its action and who carries it. */
export async function lateMilestone(db: Db, id: string) {
  return db
    .selectFrom('plan_milestone as m')
    .innerJoin('plan_action as a', 'a.id', 'm.action_id')
    .select([
      'm.label',
      'm.due_on',
      'a.id as action_id',
      'a.title',
      'a.department_code',
      'a.owner_kind',
      'a.owner_partner_id',
      'a.owner_account_id',
    ])
    .where('m.id', '=', id)
    .where('m.state', 'in', ['open', 'in-progress', 'delayed'])
    .executeTakeFirst();
}

/** Who carries an action; the delegates when that is the operator or nobody can be written to. */
export async function carriers(
  db: Db,
  action: NonNullable<Awaited<ReturnType<typeof lateMilestone>>>,
): Promise<Group> {
  const person = action.owner_account_id ? await reader(db, action.owner_account_id) : undefined;
  if (person) return { as: 'follower', readers: [person] };
  const people = action.owner_partner_id ? await peopleOf(db, action.owner_partner_id) : [];
  if (people.length > 0) return { as: 'partner', readers: people };
  return lookingAfter(db, action.department_code);
}
