import type { Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { PartnerOutput } from '../contract.ts';
import { readDossier } from '../dossier/queries.ts';
import { getPartner } from '../queries.ts';
import '../tables.ts';
import { CHOICES, type Choice, proposed, UNDO_DAYS } from './domain.ts';

/** The record that an old address leads to now, along every merge since; null when to none. */
export async function survivorOf(db: Db, id: string): Promise<string | null> {
  if (!isUuid(id)) return null;
  let at = id;
  for (let hops = 0; hops < 20; hops += 1) {
    const merge = await db
      .selectFrom('partner_merge')
      .select('kept_id')
      .where('merged_id', '=', at)
      .where('undone_at', 'is', null)
      .executeTakeFirst();
    if (!merge) break;
    at = merge.kept_id;
  }
  return at === id ? null : at;
}

export interface Merge {
  readonly id: string;
  readonly name: string;
  readonly at: string;
  readonly by: string;
  /** Until when it can be undone; null when it was, or cannot be any more. */
  readonly undoUntil: string | null;
}

/** The merges into a record, latest first. */
export async function listMerges(db: Db, keptId: string, now: Date): Promise<Merge[]> {
  const rows = await db
    .selectFrom('partner_merge as m')
    .leftJoin('auth_user as u', 'u.id', 'm.merged_by')
    .select(['m.id', 'm.merged_name', 'm.merged_at', 'm.undone_at', 'u.name'])
    .where('m.kept_id', '=', keptId)
    .orderBy('m.merged_at', 'desc')
    .execute();
  return rows.map((row) => {
    const until = new Date(row.merged_at.getTime() + UNDO_DAYS * 86_400_000);
    return {
      id: row.id,
      name: row.merged_name,
      at: row.merged_at.toISOString(),
      by: row.name ?? '',
      undoUntil: row.undone_at || until < now ? null : until.toISOString(),
    };
  });
}

export interface ComparedRecord {
  readonly id: string;
  readonly name: string;
  /** What the one who merges has seen. */
  readonly version: number;
}

/** Two records side by side, field by field, with the value to propose of each. */
export interface Comparison {
  readonly kept: ComparedRecord;
  readonly merged: ComparedRecord;
  readonly rows: readonly {
    readonly field: Choice;
    readonly kept: string;
    readonly merged: string;
    readonly proposed: 'kept' | 'merged';
  }[];
}

/** Compares a record with the one that would be merged into it; null when that is not to be read. */
export async function compareRecords(
  db: Db,
  scope: Scope<'partners.read'>,
  kept: PartnerOutput,
  mergedId: string,
): Promise<Comparison | null> {
  const merged = mergedId === kept.id ? null : await getPartner(db, scope, mergedId);
  if (!merged) return null;
  const [keptValues, mergedValues] = await Promise.all([
    shownValues(db, scope, kept),
    shownValues(db, scope, merged),
  ]);
  return {
    kept: { id: kept.id, name: kept.name, version: kept.version },
    merged: { id: merged.id, name: merged.name, version: merged.version },
    rows: CHOICES.map((field) => ({
      field,
      kept: keptValues[field],
      merged: mergedValues[field],
      proposed: proposed(keptValues[field], mergedValues[field]),
    })),
  };
}

/** The fields of a record as they are compared. */
async function shownValues(
  db: Db,
  scope: Scope<'partners.read'>,
  partner: PartnerOutput,
): Promise<Record<Choice, string>> {
  const dossier = await readDossier(db, scope, partner.id);
  const { name, acronym, kind, siren, siret, rna, description, website } = partner;
  const { address, postalCode, communeName } = partner;
  return {
    name,
    acronym,
    kind,
    siret: siret ?? siren ?? '',
    rna: rna ?? '',
    description,
    address: [address, postalCode, communeName].filter(Boolean).join(', '),
    website: website ?? '',
    parent_id: dossier?.federations[0]?.name ?? '',
  };
}
