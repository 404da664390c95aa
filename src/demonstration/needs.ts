import { COMMITMENTS, type Commitment } from '../modules/alliance/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { insertRows } from './insert.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT, type Town, type TownPicker } from './territory.ts';
import { NEED_WORDS, NEEDS } from './words.ts';

export interface DemoNeed {
  readonly id: string;
  readonly department: string;
  readonly commitment: Commitment;
  readonly town: Town;
  readonly title: string;
  /** Still waits for an answer. */
  readonly open: boolean;
}

/** Needs in every department, more in the home one; two in five have no answer yet. */
export async function makeNeeds(
  trx: Db,
  picker: TownPicker,
  random: Random,
  scale: number,
  now: Date,
): Promise<DemoNeed[]> {
  const rows = [];
  const needs: DemoNeed[] = [];
  for (const department of picker.departments) {
    const count = department === HOME_DEPARTMENT ? 8 : Math.round(6 * Math.min(1, scale * 4));
    for (let i = 0; i < count; i += 1) {
      const commitment = random.weighted(
        COMMITMENTS.map((c) => [c, c === 'digital-inclusion' ? 3 : 1.5] as const),
      );
      const town = picker.within(department, random);
      const id = random.uuid();
      const at = new Date(now.getTime() - random.int(20, 900) * 86_400_000).toISOString();
      rows.push({
        id,
        territory_kind: 'commune',
        territory_code: town.code,
        department_code: department,
        commitment,
        title: random.pick(NEEDS[commitment]),
        description: `À ${town.name} et dans les communes voisines.`,
        evidence: [{ kind: 'text', text: random.pick(NEED_WORDS), url: null }],
        status: random.weighted([
          ['open', 5],
          ['in-progress', 4],
          ['answered', 2],
          ['set-aside', 0.4],
        ] as const),
        version: 1,
        created_by: null,
        created_at: at,
        updated_at: at,
      });
      const row = rows.at(-1);
      if (!row) continue;
      needs.push({
        ...{ id, department, commitment, town, title: row.title },
        open: row.status === 'open' || row.status === 'in-progress',
      });
    }
  }
  await insertRows(trx, 'need', rows);
  return needs;
}
