import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx, Scope } from '../../platform/access/access.ts';
import { unseal } from '../../platform/access/seal.ts';
import { type Page, pageOf, readCursor } from '../../platform/db/cursor.ts';
import { isUuid } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import '../accounts/public.ts';
import '../partners/public.ts';
import '../places/public.ts';
import '../territories/public.ts';
import { listConsents } from './consent/queries.ts';
import { type FileOutput, type fileSummary, type SealedPerson, sealedPerson } from './contract.ts';
import { fileNumber, type Keeper, type KeeperKind } from './domain.ts';
import { listNotes } from './notes/queries.ts';
import { keepersOf } from './policy.ts';
import type { Findable } from './search/domain.ts';
import './tables.ts';

export type FileSummary = z.output<typeof fileSummary>;

type Inside =
  | Scope<'follow-up.read'>
  | Scope<'follow-up.write'>
  | Scope<'follow-up.hand-over'>
  | Scope<'follow-up.manage'>;

/** SQL condition: the file `f` is kept by an organisation that the actor stands inside of. */
export function insideOf(scope: Inside): RawBuilder<SqlBool> {
  const own = keepersOf(scope);
  const codes = (kind: KeeperKind): string[] =>
    own.filter((keeper) => keeper.kind === kind).map(({ code }) => code);
  const ids = (kind: KeeperKind): string[] => codes(kind).filter(isUuid);
  return sql<SqlBool>`(f.partner_id = ANY(${ids('partner')}::uuid[])
    OR f.keeper_place_id = ANY(${ids('place')}::uuid[])
    OR f.keeper_department = ANY(${codes('department')}::text[]))`;
}

/**
 * SQL condition: the referent of the file `f` is an advisor whose work ended before a day. Sheets of
 * advisors are above this module: their table is named, nothing of them is imported.
 */
export function hasLeft(on: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`EXISTS (SELECT FROM advisor v
    WHERE v.account_id = f.referent AND v.active_until < ${on}::date)`;
}

/** The keeper of a row. */
export function keeperOf(row: {
  readonly partner_id: string | null;
  readonly keeper_department: string | null;
  readonly keeper_place_id: string | null;
}): Keeper {
  if (row.partner_id !== null) return { kind: 'partner', code: row.partner_id };
  if (row.keeper_place_id !== null) return { kind: 'place', code: row.keeper_place_id };
  return { kind: 'department', code: row.keeper_department ?? '' };
}

/** The columns that say who keeps a file. */
export function keeperColumns({ kind, code }: Keeper) {
  return {
    partner_id: kind === 'partner' ? code : null,
    keeper_department: kind === 'department' ? code : null,
    keeper_place_id: kind === 'place' ? code : null,
  };
}

/** Opens what says who somebody is. */
export function openPerson(secret: string, sealed: string): SealedPerson {
  return sealedPerson.parse(JSON.parse(unseal(secret, sealed)));
}

function joined(db: Db, scope: Inside) {
  return db
    .selectFrom('followed_person as f')
    .leftJoin('partner as p', 'p.id', 'f.partner_id')
    .leftJoin('department as d', 'd.code', 'f.keeper_department')
    .leftJoin('place as k', 'k.id', 'f.keeper_place_id')
    .leftJoin('auth_user as u', 'u.id', 'f.referent')
    .select([
      'f.id',
      'f.partner_id',
      'f.keeper_department',
      'f.keeper_place_id',
      'f.themes',
      'f.sealed_person',
      'f.next_on',
      'f.referent',
      'f.tell_referent',
      'f.last_contact_on',
      'f.expires_on',
      'f.consent_until',
      'f.place_id',
      'f.created_at',
      'f.version',
      'u.name as referent_name',
    ])
    .select(sql<string>`coalesce(p.name, k.name, d.name, '')`.as('keeper_name'))
    .where(insideOf(scope));
}

type Row = Awaited<ReturnType<ReturnType<typeof joined>['execute']>>[number];

function summaryOf(row: Row, person: SealedPerson): FileSummary {
  return {
    id: row.id,
    keeper: { ...keeperOf(row), name: row.keeper_name },
    firstName: person.firstName,
    lastName: person.lastName,
    birthYear: person.birthYear,
    themes: row.themes,
    referent: row.referent ? { id: row.referent, name: row.referent_name ?? '' } : null,
    tellReferent: row.tell_referent,
    nextOn: row.next_on,
    lastContactOn: row.last_contact_on,
    expiresOn: row.expires_on,
  };
}

export interface FileFilters {
  /** Only those of this account. */
  readonly referent?: string | undefined;
  /** Only those that nobody is in charge of. */
  readonly unled?: boolean | undefined;
  /** Only those that end on this day or before. */
  readonly endsBy?: string | undefined;
  /** Only those whose person is to be told of another referent. */
  readonly toTell?: boolean | undefined;
}

/** Files of one's own organisation, those that are met next first. */
export async function listFiles(
  db: Db,
  scope: Scope<'follow-up.read'>,
  secret: string,
  filters: FileFilters,
  cursor: string | null = null,
  limit = 50,
): Promise<Page<FileSummary>> {
  const after = readCursor(cursor, 2);
  const next = sql<string>`coalesce(f.next_on, '9999-12-31'::date)`;
  const rows = await joined(db, scope)
    .select(sql<string>`${next}::text`.as('sort'))
    .$if(filters.referent !== undefined, (q) => q.where('f.referent', '=', filters.referent ?? ''))
    .$if(filters.unled === true, (q) => q.where('f.referent', 'is', null))
    .$if(filters.toTell === true, (q) => q.where('f.tell_referent', '=', true))
    .$if(filters.endsBy !== undefined, (q) => q.where('f.expires_on', '<=', filters.endsBy ?? ''))
    .$if(after !== null, (q) =>
      q.where(sql<SqlBool>`(${next}, f.id) > (${after?.[0]}::date, ${after?.[1]}::uuid)`),
    )
    .orderBy(next)
    .orderBy('f.id')
    .limit(limit + 1)
    .execute();
  const page = pageOf(rows, limit, (row) => [row.sort, row.id]);
  return {
    ...page,
    items: page.items.map((row) => summaryOf(row, openPerson(secret, row.sealed_person))),
  };
}

/** Some files with what they are compared by; those of others are left out. */
export async function summariesOf(
  db: Db,
  scope: Inside,
  secret: string,
  ids: readonly string[],
): Promise<(FileSummary & { readonly findable: Findable })[]> {
  if (ids.length === 0) return [];
  const rows = await joined(db, scope)
    .where('f.id', 'in', [...ids])
    .execute();
  return rows.map((row) => {
    const person = openPerson(secret, row.sealed_person);
    return { ...summaryOf(row, person), findable: person };
  });
}

/** One file with its notes and agreements; null when there is none, or when another keeps it. */
export async function getFile(
  db: Db,
  scope: Scope<'follow-up.read'> | Scope<'follow-up.write'>,
  secret: string,
  id: string,
): Promise<FileOutput | null> {
  if (!isUuid(id)) return null;
  const row = await joined(db, scope).where('f.id', '=', id).executeTakeFirst();
  if (!row) return null;
  const person = openPerson(secret, row.sealed_person);
  const commune = await db
    .selectFrom('commune')
    .select('name')
    .where('code', '=', person.communeCode)
    .executeTakeFirst();
  const place = row.place_id
    ? await db
        .selectFrom('place')
        .select(['id', 'name'])
        .where('id', '=', row.place_id)
        .executeTakeFirst()
    : null;
  return {
    ...summaryOf(row, person),
    reachKind: person.reachKind,
    reach: person.reach,
    communeCode: person.communeCode,
    communeName: commune?.name ?? '',
    place: place ?? null,
    access: person.access,
    goals: person.goals,
    consentUntil: row.consent_until,
    createdAt: row.created_at.toISOString(),
    version: row.version,
    notes: await listNotes(db, secret, id),
    consents: await listConsents(db, secret, id),
  };
}

export interface KeeperChoice {
  readonly keeper: Keeper;
  readonly name: string;
}

/** The organisations for which this account may open a file, by name. */
export async function keeperChoices(
  db: Db,
  scope: Scope<'follow-up.write'>,
): Promise<KeeperChoice[]> {
  const own = keepersOf(scope);
  const named = async (kind: KeeperKind): Promise<KeeperChoice[]> => {
    const codes = own.filter((keeper) => keeper.kind === kind).map(({ code }) => code);
    if (codes.length === 0) return [];
    const rows =
      kind === 'department'
        ? await db
            .selectFrom('department')
            .select(['code as id', 'name'])
            .where('code', 'in', codes)
            .orderBy('name')
            .execute()
        : await db
            .selectFrom(kind)
            .select(['id', 'name'])
            .where('id', 'in', codes)
            .orderBy('name')
            .execute();
    return rows.map(({ id, name }) => ({ keeper: { kind, code: id }, name }));
  };
  return [...(await named('partner')), ...(await named('place')), ...(await named('department'))];
}

export interface FileChoice {
  readonly id: string;
  readonly label: string;
  readonly keeper: Keeper;
}

/** Most files offered in a list to choose from. */
const CHOICES = 200;

/** Files to choose from in a form: one's own first, then those of one's organisation, by name. */
export async function listFilesForChoice(
  ctx: Ctx,
  scope: Scope<'follow-up.write'>,
  secret: string,
): Promise<FileChoice[]> {
  const rows = await joined(ctx.db, scope)
    .orderBy(sql`(f.referent = ${scope.accountId}) IS NOT TRUE`)
    .orderBy('f.last_contact_on', 'desc')
    .limit(CHOICES)
    .execute();
  const choices = rows.map((row) => {
    const { firstName, lastName } = openPerson(secret, row.sealed_person);
    const name = [firstName, lastName].filter(Boolean).join(' ');
    const label = `${name} (${fileNumber(row.id)})`;
    return { id: row.id, label, keeper: keeperOf(row), mine: row.referent === scope.accountId };
  });
  return choices
    .sort((a, b) => Number(b.mine) - Number(a.mine) || a.label.localeCompare(b.label, 'fr'))
    .map(({ mine: _, ...choice }) => choice);
}

/** Who keeps a file that this account may write to; null for any other, as if there were none. */
export async function keeperOfFile(
  db: Db,
  scope: Scope<'follow-up.write'>,
  id: string,
): Promise<Keeper | null> {
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom('followed_person as f')
    .select(['f.partner_id', 'f.keeper_department', 'f.keeper_place_id'])
    .where('f.id', '=', id)
    .where(insideOf(scope))
    .executeTakeFirst();
  return row ? keeperOf(row) : null;
}
