import { type Expression, type SqlBool, sql } from 'kysely';
import type { Scope } from '../../platform/access/access.ts';
import { type Page, pageOf, readCursor } from '../../platform/db/cursor.ts';
import { isUuid } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import { matches, prefixQuery } from '../../platform/db/search.ts';
import { typeAhead } from '../../platform/db/type-ahead.ts';
import '../territories/public.ts';
import type { PartnerOutput } from './contract.ts';
import { mayReadPartner } from './policy.ts';
import { withinReach } from './private/queries.ts';
import './tables.ts';

export interface PartnerFilters {
  readonly q?: string | undefined;
  readonly kind?: string | undefined;
  readonly department?: string | undefined;
  readonly region?: string | undefined;
  /** SIREN of a group of communes. */
  readonly epci?: string | undefined;
  readonly commune?: string | undefined;
}

const columns = [
  'p.id',
  'p.name',
  'p.acronym',
  'p.kind',
  'p.siren',
  'p.siret',
  'p.rna',
  'p.description',
  'p.address',
  'p.postal_code',
  'p.commune_code',
  'p.department_code',
  'p.website',
  'p.version',
  'p.updated_at',
  'c.name as commune_name',
] as const;

function base(db: Db) {
  return db
    .selectFrom('partner as p')
    .leftJoin('commune as c', 'c.code', 'p.commune_code')
    .select(columns);
}

type Row = Awaited<ReturnType<ReturnType<typeof base>['execute']>>[number];

function output(row: Row): PartnerOutput {
  return {
    id: row.id,
    name: row.name,
    acronym: row.acronym,
    kind: row.kind,
    siren: row.siren,
    siret: row.siret,
    rna: row.rna,
    description: row.description,
    address: row.address,
    postalCode: row.postal_code,
    communeCode: row.commune_code,
    communeName: row.commune_name,
    departmentCode: row.department_code,
    website: row.website,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
  };
}

/** Partners by name, filtered; a partner's own people get their own organisation only. */
export async function listPartners(
  db: Db,
  scope: Scope<'partners.read'>,
  filters: PartnerFilters,
  cursor: string | null,
  limit = 50,
): Promise<Page<PartnerOutput>> {
  const after = readCursor(cursor, 2);
  const typed = filters.q ? prefixQuery(filters.q) : null;
  let query = base(db);
  if (!scope.everywhere) query = query.where('p.id', 'in', idsOf(scope));
  if (typed) query = query.where(matches('p', typed));
  if (filters.kind) query = query.where('p.kind', '=', filters.kind);
  if (filters.department) query = query.where('p.department_code', '=', filters.department);
  if (filters.region) {
    query = query.where('p.department_code', 'in', (d) =>
      d
        .selectFrom('department')
        .select('code')
        .where('region_code', '=', filters.region as string),
    );
  }
  if (filters.epci) query = query.where('c.epci_code', '=', filters.epci);
  if (filters.commune) query = query.where('p.commune_code', '=', filters.commune);
  if (after) query = query.where(sql<SqlBool>`(p.name, p.id) > (${after[0]}, ${after[1]}::uuid)`);
  const rows = await query
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(limit + 1)
    .execute();
  return pageOf(rows.map(output), limit, (row) => [row.name, row.id]);
}

function idsOf(scope: Scope): string[] {
  return scope.organisations.size > 0
    ? [...scope.organisations]
    : ['00000000-0000-0000-0000-000000000000'];
}

/** One partner; null when there is none or this actor must not know of it. */
export async function getPartner(
  db: Db,
  scope: Scope<'partners.read'>,
  id: string,
): Promise<PartnerOutput | null> {
  if (!isUuid(id) || !mayReadPartner(scope, id)) return null;
  const row = await base(db).where('p.id', '=', id).executeTakeFirst();
  return row ? output(row) : null;
}

export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly function: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** May be written to: agreed, and did not take it back. */
  readonly agreed: boolean;
}

/** A partner's contacts; none for whoever stands outside the partner's reach. */
export async function listContacts(
  db: Db,
  scope: Scope<'partner-contacts.read'> | null,
  partnerId: string,
): Promise<Contact[]> {
  const rows = await db
    .selectFrom('partner_contact')
    .select(['id', 'name', 'function', 'email', 'phone', 'consent_on', 'consent_ended_on'])
    .where('partner_id', '=', partnerId)
    .where(withinReach(scope, 'partner_contact.partner_id'))
    .orderBy('name')
    .execute();
  return rows.map(({ consent_on, consent_ended_on, ...contact }) => ({
    ...contact,
    agreed: consent_on !== null && consent_ended_on === null,
  }));
}

export interface Note {
  readonly id: string;
  readonly body: string;
  readonly departmentCode: string;
  readonly author: string;
  readonly createdAt: string;
}

/** Private notes on a partner, only of the departments that the actor covers. */
export async function listPartnerNotes(
  db: Db,
  scope: Scope<'notes.read'>,
  partnerId: string,
): Promise<Note[]> {
  const rows = await db
    .selectFrom('partner_note as n')
    .leftJoin('auth_user as u', 'u.id', 'n.author_id')
    .select(['n.id', 'n.body', 'n.department_code', 'n.created_at', 'u.name as author'])
    .where('n.partner_id', '=', partnerId)
    .$if(!scope.everywhere, (q) => q.where('n.department_code', 'in', ['-', ...scope.departments]))
    .orderBy('n.created_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    body: row.body,
    departmentCode: row.department_code,
    author: row.author ?? '',
    createdAt: row.created_at.toISOString(),
  }));
}

export interface NearDuplicate {
  readonly id: string;
  readonly name: string;
  readonly communeName: string | null;
  readonly siret: string | null;
  readonly because: 'siret' | 'siren' | 'rna' | 'address' | 'name';
}

/**
 * Organisations that may be the one about to be created: same identifier, or a like name (trigram
 * similarity ≥ 0.55) in the same department. Federations share names over the country, so a name
 * alone, elsewhere, says nothing.
 */
export async function findNearDuplicates(
  db: Db,
  candidate: {
    readonly nameFolded: string;
    readonly siren: string | null;
    readonly siret: string | null;
    readonly rna: string | null;
    readonly departmentCode: string | null;
    /** From `placeKey`; empty when there is no address to compare. */
    readonly placeKey?: string;
  },
  except: string | null = null,
): Promise<NearDuplicate[]> {
  const siren = candidate.siren ?? candidate.siret?.slice(0, 9) ?? null;
  const rows = await db
    .selectFrom('partner as p')
    .leftJoin('commune as c', 'c.code', 'p.commune_code')
    .select([
      'p.id',
      'p.name',
      'p.siret',
      'p.siren',
      'p.rna',
      'p.place_key',
      'c.name as commune_name',
    ])
    .where((eb) => {
      const same: Expression<SqlBool>[] = [];
      if (candidate.siret) same.push(eb('p.siret', '=', candidate.siret));
      if (siren) same.push(eb('p.siren', '=', siren));
      if (candidate.rna) same.push(eb('p.rna', '=', candidate.rna));
      // Many share a building: the same address counts with a name that is not quite another, or
      // that is a part of the other's (« APF » and « APF France handicap »).
      if (candidate.placeKey)
        same.push(
          eb.and([
            eb('p.place_key', '=', candidate.placeKey),
            sql<SqlBool>`(similarity(p.name_folded, ${candidate.nameFolded}) >= 0.3
              OR word_similarity(p.name_folded, ${candidate.nameFolded}) >= 0.8
              OR word_similarity(${candidate.nameFolded}, p.name_folded) >= 0.8)`,
          ]),
        );
      const alike = sql<SqlBool>`similarity(p.name_folded, ${candidate.nameFolded}) >= 0.55 AND p.name_folded % ${candidate.nameFolded}`;
      same.push(
        candidate.departmentCode
          ? eb.and([alike, eb('p.department_code', '=', candidate.departmentCode)])
          : alike,
      );
      return eb.or(same);
    })
    .$if(except !== null, (q) => q.where('p.id', '!=', except))
    .orderBy(sql`similarity(p.name_folded, ${candidate.nameFolded})`, 'desc')
    .limit(8)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    communeName: row.commune_name,
    siret: row.siret,
    because:
      candidate.siret && row.siret === candidate.siret
        ? 'siret'
        : siren && row.siren === siren
          ? 'siren'
          : candidate.rna && row.rna === candidate.rna
            ? 'rna'
            : candidate.placeKey && row.place_key === candidate.placeKey
              ? 'address'
              : 'name',
  }));
}

export interface PartnerHit {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly siret: string | null;
  readonly siren: string | null;
  readonly communeName: string | null;
}

/** Partners to show while somebody types a name, acronym, SIREN, SIRET or RNA, best first. */
export async function searchPartners(
  db: Db,
  scope: Scope<'partners.read'>,
  typed: string,
  limit = 8,
): Promise<PartnerHit[]> {
  const hits = await typeAhead(db, 'partner', 'id', typed, limit);
  const visible = hits.map((hit) => hit.id).filter((id) => mayReadPartner(scope, id));
  if (visible.length === 0) return [];
  const rows = await db
    .selectFrom('partner as p')
    .leftJoin('commune as c', 'c.code', 'p.commune_code')
    .select(['p.id', 'p.name', 'p.kind', 'p.siret', 'p.siren', 'c.name as communeName'])
    .where('p.id', 'in', visible)
    .execute();
  const order = new Map(visible.map((id, index) => [id, index]));
  return rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}
