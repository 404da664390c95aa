import type { Db } from '../../../platform/db/schema.ts';
import { foldText } from '../../../platform/db/search.ts';
import { type NamedCommune, type PostalLookup, postalLookup } from './domain.ts';
import '../tables.ts';

/** Loads all communes, under today's names and former ones, to find them by postal address. */
export async function loadPostalLookup(db: Db): Promise<PostalLookup> {
  const communes = await db
    .selectFrom('commune')
    .select(['code', 'name', 'department_code', 'postal_codes'])
    .execute();
  const today = new Map<string, NamedCommune>();
  for (const { code, name, department_code, postal_codes } of communes) {
    const departmentCode = department_code;
    today.set(code, { code, departmentCode, name: foldText(name), postalCodes: postal_codes });
  }
  const formers = await db
    .selectFrom('former_commune')
    .select(['name', 'commune_code'])
    .where('kind', '!=', 'arrondissement')
    .execute();
  const all = [...today.values()];
  for (const former of formers) {
    const commune = today.get(former.commune_code);
    const name = foldText(former.name);
    if (commune && commune.name !== name) all.push({ ...commune, name });
  }
  return postalLookup(all);
}
