import { sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { mayReadPartner } from '../policy.ts';
import { withinReach } from '../private/queries.ts';
import { ROLE_OF_TYPE } from './domain.ts';
import '../tables.ts';

export interface Label {
  readonly id: string;
  readonly kind: 'label' | 'role';
  readonly code: string;
  readonly source: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export interface Establishment {
  readonly id: string;
  readonly name: string;
  readonly siret: string | null;
  readonly address: string;
  readonly communeName: string | null;
}

export interface Related {
  readonly id: string;
  readonly name: string;
  readonly communeName: string | null;
}

export interface Dossier {
  readonly labels: readonly Label[];
  readonly establishments: readonly Establishment[];
  /** From the nearest federation up. */
  readonly federations: readonly Related[];
  readonly members: readonly Related[];
}

/** What hangs on a partner's record; null for whoever may not read it. */
export async function readDossier(
  db: Db,
  scope: Scope<'partners.read'>,
  partnerId: string,
): Promise<Dossier | null> {
  if (!mayReadPartner(scope, partnerId)) return null;
  const [labels, establishments, members, federations] = await Promise.all([
    db
      .selectFrom('partner_label')
      .select(['id', 'kind', 'code', 'source', 'valid_from as validFrom', 'valid_to as validTo'])
      .where('partner_id', '=', partnerId)
      .orderBy('kind')
      .orderBy('code')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('partner_establishment as e')
      .leftJoin('commune as c', 'c.code', 'e.commune_code')
      .select(['e.id', 'e.name', 'e.siret', 'e.address', 'c.name as communeName'])
      .where('e.partner_id', '=', partnerId)
      .orderBy('e.name')
      .execute(),
    related(db).where('p.parent_id', '=', partnerId).orderBy('p.name').limit(500).execute(),
    ancestors(db, partnerId),
  ]);
  return { labels, establishments, members, federations };
}

function related(db: Db) {
  return db
    .selectFrom('partner as p')
    .leftJoin('commune as c', 'c.code', 'p.commune_code')
    .select(['p.id', 'p.name', 'c.name as communeName']);
}

async function ancestors(db: Db, partnerId: string): Promise<Related[]> {
  const found: Related[] = [];
  for (let at: string | null = partnerId; at && found.length < 10; ) {
    const row: { parent_id: string | null } | undefined = await db
      .selectFrom('partner')
      .select('parent_id')
      .where('id', '=', at)
      .executeTakeFirst();
    at = row?.parent_id ?? null;
    const above = at ? await related(db).where('p.id', '=', at).executeTakeFirst() : undefined;
    if (above) found.push(above);
  }
  return found;
}

export interface PartnerEvent {
  readonly id: string;
  readonly kind: string;
  readonly detail: Readonly<Record<string, string>>;
  readonly by: string;
  readonly at: string;
}

/** What happened to a partner's record, latest first. */
export async function listPartnerEvents(
  db: Db,
  scope: Scope<'partners.read'>,
  apart: Scope<'private-documents.read'> | null,
  partnerId: string,
): Promise<PartnerEvent[]> {
  if (!mayReadPartner(scope, partnerId)) return [];
  const rows = await db
    .selectFrom('partner_event as e')
    .leftJoin('auth_user as u', 'u.id', 'e.by_id')
    .select(['e.id', 'e.kind', 'e.detail', 'e.at', 'u.name'])
    .where('e.partner_id', '=', partnerId)
    // What concerns a paper for the operator's eyes is for the operator's eyes.
    .where(sql<boolean>`(e.detail->>'private' IS NULL OR ${withinReach(apart, 'e.partner_id')})`)
    .orderBy('e.at', 'desc')
    .limit(300)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    detail: row.detail,
    by: row.name ?? '',
    at: row.at.toISOString(),
  }));
}

/** What a partner is to us by the partnerships that run with it. */
export async function rolesFromPartnerships(db: Db, partnerId: string): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`
    SELECT DISTINCT type FROM partnership WHERE partner_id = ${partnerId}
      AND stage IN ('active', 'under-review', 'renewed') ORDER BY 1`.execute(db);
  return rows.flatMap(({ type }) => {
    const role = ROLE_OF_TYPE[type];
    return role ? [role] : [];
  });
}
