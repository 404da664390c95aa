import type { Db } from '../platform/db/schema.ts';
import type { Random } from './random.ts';

export interface Town {
  readonly code: string;
  readonly name: string;
  readonly department: string;
  readonly population: number;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly postalCode: string;
}

/** Departments where the demonstration's one-click accounts work: the alliance is dense there. */
export const HOME_DEPARTMENT = '23';
export const HOME_TOWN = '23096';

/** Every real commune with people in it, in order of code. */
export async function loadTowns(db: Db): Promise<Town[]> {
  const rows = await db
    .selectFrom('commune')
    .select([
      'code',
      'name',
      'department_code',
      'population',
      'latitude',
      'longitude',
      'postal_codes',
    ])
    .where('population', '>', 0)
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    department: row.department_code,
    population: row.population ?? 0,
    latitude: row.latitude,
    longitude: row.longitude,
    postalCode: row.postal_codes[0] ?? '',
  }));
}

/** Picks a town by a smoothed population: large towns more often, small ones still. */
export class TownPicker {
  readonly #towns: readonly Town[];
  readonly #sums: number[] = [];
  readonly #byDepartment = new Map<string, Town[]>();

  constructor(towns: readonly Town[]) {
    this.#towns = towns;
    let sum = 0;
    for (const town of towns) {
      sum += Math.sqrt(town.population);
      this.#sums.push(sum);
      const list = this.#byDepartment.get(town.department) ?? [];
      list.push(town);
      this.#byDepartment.set(town.department, list);
    }
  }

  any(random: Random): Town {
    const at = random.next() * (this.#sums.at(-1) ?? 0);
    let low = 0;
    let high = this.#sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    const town = this.#towns[low];
    if (!town) throw new Error('no commune: the reference has not been loaded');
    return town;
  }

  /** A town of a department, the larger ones more often. */
  within(department: string, random: Random): Town {
    const towns = this.#byDepartment.get(department) ?? [];
    let best = random.pick(towns);
    for (let i = 0; i < 3; i += 1) {
      const other = random.pick(towns);
      if (other.population > best.population) best = other;
    }
    return best;
  }

  get departments(): string[] {
    return [...this.#byDepartment.keys()];
  }
}
