import type { Db } from '../../../platform/db/schema.ts';
import { foldText } from '../../../platform/db/search.ts';
import { listDepartments } from '../../territories/public.ts';
import type { KnownPartner, KnownPartnership, PartnershipLookup } from './domain.ts';
import '../tables.ts';

/** The partners that a row may name, by each of their numbers and by name. */
export async function loadPartnerLookup(db: Db): Promise<PartnershipLookup['partners']> {
  const rows = await db
    .selectFrom('partner')
    .select(['id', 'name', 'department_code', 'siret', 'siren', 'rna'])
    .execute();
  const bySiret = new Map<string, KnownPartner>();
  const byRna = new Map<string, KnownPartner>();
  const bySiren = new Map<string, KnownPartner[]>();
  const byName = new Map<string, KnownPartner[]>();
  const add = (map: Map<string, KnownPartner[]>, key: string, partner: KnownPartner): void => {
    const list = map.get(key);
    if (list) list.push(partner);
    else map.set(key, [partner]);
  };
  for (const { id, name, department_code, siret, siren, rna } of rows) {
    const partner = { id, name, departmentCode: department_code };
    if (siret) bySiret.set(siret, partner);
    if (rna) byRna.set(rna, partner);
    if (siren) add(bySiren, siren, partner);
    add(byName, foldText(name), partner);
  }
  return { bySiret, byRna, bySiren, byName };
}

/** Codes and folded names of the departments → their codes. */
export async function loadDepartmentLookup(db: Db): Promise<ReadonlyMap<string, string>> {
  return new Map(
    (await listDepartments(db)).flatMap(({ code, name }) => [
      [code, code] as const,
      [foldText(name), code] as const,
    ]),
  );
}

/** Numbers of contact points, as their network gives them → our ids. */
export async function loadPlaceLookup(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('place').select(['id', 'external_id']).execute();
  return new Map(rows.map((row) => [row.external_id.toUpperCase(), row.id]));
}

/** The partnerships that are here, by the number of a file and by reference. */
export async function loadExisting(db: Db): Promise<ReadonlyMap<string, KnownPartnership>> {
  const rows = await db
    .selectFrom('partnership')
    .select(['reference', 'external_key', 'stage'])
    .execute();
  return new Map(
    rows.flatMap(({ reference, external_key, stage }) => {
      const known = { key: external_key ?? reference, stage };
      return [[reference, known] as const, [known.key, known] as const];
    }),
  );
}
