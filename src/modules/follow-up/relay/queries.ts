import { sql } from 'kysely';
import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { accountsWith } from '../../accounts/public.ts';
import { fileNumber, type Keeper } from '../domain.ts';
import { keeps, mayHandOver } from '../policy.ts';
import { hasLeft, insideOf, keeperOf, openPerson } from '../queries.ts';
import '../tables.ts';

export interface RelayFile {
  readonly id: string;
  readonly number: string;
  /** Null for who hands over without reading. */
  readonly name: string | null;
  readonly keeper: Keeper;
  readonly nextOn: string | null;
  readonly lastContactOn: string;
}

export interface RelayGroup {
  /** Null: nobody is in charge. */
  readonly referent: { readonly id: string; readonly name: string } | null;
  /** False for somebody who left: no longer in the organisation, or an advisor out of post. */
  readonly here: boolean;
  readonly files: readonly RelayFile[];
}

/** Most files shown at once. */
const SHOWN = 500;

/**
 * The files that this account may hand over, by who is in charge of them: those of nobody first,
 * then those of accounts that have left the organisation.
 */
export async function listRelay(
  ctx: Ctx,
  scope: Scope<'follow-up.hand-over'>,
  secret: string,
): Promise<RelayGroup[]> {
  const manage = authorize(ctx.actor, 'follow-up.manage');
  const read = authorize(ctx.actor, 'follow-up.read');
  const rows = await ctx.db
    .selectFrom('followed_person as f')
    .leftJoin('auth_user as u', 'u.id', 'f.referent')
    .select(['f.id', 'f.partner_id', 'f.keeper_department', 'f.keeper_place_id', 'f.referent'])
    .select(['f.sealed_person', 'f.next_on', 'f.last_contact_on', 'u.name'])
    .select(hasLeft(today(ctx.now)).as('left'))
    .where(insideOf(scope))
    .orderBy(sql`f.referent IS NOT NULL`)
    .orderBy('u.name')
    .orderBy('f.id')
    .limit(SHOWN)
    .execute();
  const groups = new Map<string, { group: RelayGroup; files: RelayFile[] }>();
  for (const row of rows) {
    const keeper = keeperOf(row);
    if (!mayHandOver(scope, manage, { keeper, referent: row.referent })) continue;
    const key = row.referent ?? '';
    let found = groups.get(key);
    if (!found) {
      const files: RelayFile[] = [];
      const referent = row.referent ? { id: row.referent, name: row.name ?? '' } : null;
      const here = referent !== null && !row.left && (await worksFor(ctx.db, keeper, referent.id));
      found = { group: { referent, here, files }, files };
      groups.set(key, found);
    }
    const person = read && keeps(read, keeper) ? openPerson(secret, row.sealed_person) : null;
    found.files.push({
      id: row.id,
      number: fileNumber(row.id),
      name: person ? [person.firstName, person.lastName].filter(Boolean).join(' ') : null,
      keeper,
      nextOn: row.next_on,
      lastContactOn: row.last_contact_on,
    });
  }
  const rank = ({ referent, here }: RelayGroup): number => (referent === null ? 0 : here ? 2 : 1);
  return [...groups.values()].map(({ group }) => group).sort((a, b) => rank(a) - rank(b));
}

/** Whether an account may be in charge of files of this keeper. */
export async function worksFor(db: Db, keeper: Keeper, accountId: string): Promise<boolean> {
  return (await colleagues(db, keeper)).some(({ id }) => id === accountId);
}

/** Who may be in charge of files of this keeper, by name. */
export async function colleagues(
  db: Db,
  { kind, code }: Keeper,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return accountsWith(db, 'follow-up.write', kind === 'partner' ? 'organisation' : kind, code);
}
