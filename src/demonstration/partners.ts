import { partnerSearch } from '../modules/partners/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { insertRows } from './insert.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT, type Town, type TownPicker } from './territory.ts';
import { ORGANISATIONS } from './words.ts';

export interface DemoPartner {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly town: Town;
}

/** Invented organisations. They carry no identifier, because a valid number may be somebody's. */
export async function makePartners(
  trx: Db,
  picker: TownPicker,
  random: Random,
  count: number,
): Promise<DemoPartner[]> {
  const names = new Set<string>();
  const partners: DemoPartner[] = [];
  while (partners.length < count) {
    const home = partners.length < Math.max(4, count * 0.02);
    const town = home ? picker.within(HOME_DEPARTMENT, random) : picker.any(random);
    const [pattern, kind] = random.pick(ORGANISATIONS);
    const name = `${pattern.replace('{c}', town.name)} (démo)`;
    if (names.has(name)) continue;
    names.add(name);
    partners.push({ id: random.uuid(), name, kind, town });
  }
  await insertRows(
    trx,
    'partner',
    partners.map((partner) => ({
      id: partner.id,
      name: partner.name,
      acronym: '',
      kind: partner.kind,
      siret: null,
      rna: null,
      description: 'Organisation inventée pour la démonstration.',
      address: '',
      postal_code: partner.town.postalCode,
      commune_code: partner.town.code,
      department_code: partner.town.department,
      website: null,
      source: 'demonstration',
      external_key: partner.id.slice(0, 8),
      version: 1,
      created_by: null,
      created_at: '2020-01-01T00:00:00Z',
      updated_at: '2020-01-01T00:00:00Z',
      search_weight: 100,
      ...partnerSearch({ name: partner.name, acronym: '', siren: null, siret: null, rna: null }),
    })),
  );
  return partners;
}
