import { recomputeIndicatorAggregates } from '../modules/territories/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { insertRows } from './insert.ts';
import type { Random } from './random.ts';
import type { Town } from './territory.ts';

const SOURCE = 'Démonstration : valeurs inventées';

/** Two invented indicators, so that a need can be shown before the real files are imported. */
export async function makeIndicators(
  trx: Db,
  towns: readonly Town[],
  random: Random,
): Promise<void> {
  const common = { source: SOURCE, source_url: null, vintage: 'inventé', note_fr: '', note_en: '' };
  await insertRows(trx, 'indicator', [
    {
      code: 'demo-income',
      label_fr: 'Niveau de vie médian (inventé)',
      label_en: 'Median standard of living (invented)',
      unit: '€',
      aggregation: 'population-weighted-mean',
      higher_means: 'better',
      commitment: 'social-inclusion',
      position: 901,
      ...common,
    },
    {
      code: 'demo-digital',
      label_fr: 'Fragilité numérique (inventée)',
      label_en: 'Digital fragility (invented)',
      unit: '',
      aggregation: 'population-weighted-mean',
      higher_means: 'worse',
      commitment: 'digital-inclusion',
      position: 902,
      ...common,
    },
  ]);
  const lean = new Map<string, number>();
  const values = towns.flatMap((town) => {
    if (!lean.has(town.department)) lean.set(town.department, random.next());
    const rural = 1 - Math.min(1, Math.log10(town.population + 1) / 5.5);
    const fragile = 0.5 * (lean.get(town.department) ?? 0) + 0.4 * rural + 0.3 * random.next();
    const common = { territory_kind: 'commune', territory_code: town.code, category: null };
    return [
      {
        indicator_code: 'demo-income',
        ...common,
        value: Math.round((28_500 - 9_500 * fragile) / 10) * 10,
      },
      {
        indicator_code: 'demo-digital',
        ...common,
        value: Math.round((60 + 90 * fragile) * 10) / 10,
      },
    ];
  });
  await insertRows(trx, 'indicator_value', values, 10_000);
  await recomputeIndicatorAggregates(trx, ['demo-income', 'demo-digital']);
}
