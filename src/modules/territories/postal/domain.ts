import { foldText } from '../../../platform/db/search.ts';

/** A commune that a postal address may mean, under one of the names it has or had. */
export interface NamedCommune {
  readonly code: string;
  readonly departmentCode: string;
  /** Folded. */
  readonly name: string;
  readonly postalCodes: readonly string[];
}

export interface PostalFinding {
  readonly code: string;
  readonly departmentCode: string;
  /** `exact`: code and name agree; `postal` or `name`: only one of them led here. */
  readonly via: 'exact' | 'postal' | 'name';
}

/** Finds communes by what an address says, for files without INSEE codes. */
export interface PostalLookup {
  /** Null when nothing fits, or several communes do. */
  find(postalCode: string, name: string): PostalFinding | null;
}

/**
 * A place name of an address, folded, without what is no part of a commune's name: CEDEX and its
 * number, the number of a district (« LYON 3EME », « Paris 12e Arrondissement »).
 */
export function foldPlaceName(name: string): string {
  return foldText(name)
    .replace(/\bcedex\b.*$/, '')
    .replace(/\b(paris|lyon|marseille) \d+ ?(er|e|eme|ieme)?( arrondissement)?$/, '$1')
    .trim();
}

/** A postal code as spreadsheets leave it (`84200.0`, `1000`) in five digits; null when it is none. */
export function readPostalCode(value: string): string | null {
  const digits = value
    .trim()
    .replace(/[.,]0+$/, '')
    .replace(/\s/g, '');
  if (!/^\d{4,5}$/.test(digits)) return null;
  const code = digits.padStart(5, '0');
  return code === '00000' ? null : code;
}

/** Department of a postal code: its first two digits, three overseas; Corsica is told apart elsewhere. */
function departmentsOf(postalCode: string): readonly string[] {
  if (postalCode.startsWith('20')) return ['2A', '2B'];
  return [
    postalCode.startsWith('97') || postalCode.startsWith('98')
      ? postalCode.slice(0, 3)
      : postalCode.slice(0, 2),
  ];
}

/** Builds the lookup. A name that was given up still leads to today's commune. */
export function postalLookup(communes: readonly NamedCommune[]): PostalLookup {
  const byPostal = new Map<string, NamedCommune[]>();
  const byName = new Map<string, NamedCommune[]>();
  const add = (map: Map<string, NamedCommune[]>, key: string, commune: NamedCommune): void => {
    const list = map.get(key);
    if (list) list.push(commune);
    else map.set(key, [commune]);
  };
  for (const commune of communes) {
    for (const postal of commune.postalCodes) add(byPostal, postal, commune);
    add(byName, commune.name, commune);
  }
  return {
    find(postalCode, name) {
      const wanted = foldPlaceName(name);
      const postal = byPostal.get(postalCode) ?? [];
      const named = wanted === '' ? [] : (byName.get(wanted) ?? []);
      const exact = only(postal.filter((commune) => commune.name === wanted));
      if (exact) return found(exact, 'exact');
      const departments = postalCode === '' ? null : departmentsOf(postalCode);
      const nearby = named.filter(
        (commune) => !departments || departments.includes(commune.departmentCode),
      );
      const byItsName = only(nearby);
      // A CEDEX code belongs to no commune, but the name with the department does.
      if (byItsName) return found(byItsName, 'name');
      // One commune has this code, and no other of that name contradicts it.
      const alone = only(postal);
      return alone && named.length === 0 ? found(alone, 'postal') : null;
    },
  };
}

function only(communes: readonly NamedCommune[]): NamedCommune | null {
  const codes = new Set(communes.map((commune) => commune.code));
  return codes.size === 1 ? (communes[0] ?? null) : null;
}

function found(commune: NamedCommune, via: PostalFinding['via']): PostalFinding {
  return { code: commune.code, departmentCode: commune.departmentCode, via };
}
