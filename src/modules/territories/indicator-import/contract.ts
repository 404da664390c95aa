import { z } from 'zod';
import { COMMITMENTS, webAddress } from '../../alliance/public.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** What one column of a file of indicators holds. */
const columnMapping = z.strictObject({
  indicator: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
  labelFr: text(120),
  labelEn: text(120),
  /** `€`, `%`, `count`, `index`, `category`, or any unit as it is to be shown. */
  unit: text(20),
  vintage: text(20),
  source: text(200),
  sourceUrl: webAddress.optional(),
  aggregation: z
    .enum(['population-weighted-mean', 'sum', 'share-of-communes', 'none'])
    .default('none'),
  /** `region` for values relative to their region: two regions do not compare. */
  comparableWithin: z.enum(['country', 'region']).default('country'),
  higherMeans: z.enum(['better', 'worse', 'neutral']).default('neutral'),
  commitment: z.enum(COMMITMENTS).optional(),
  /** What an empty cell says: nothing was published, or none was counted. */
  empty: z.enum(['not-published', 'zero']).default('not-published'),
  /** Numbers that stand for published categories; other texts are then refused. */
  categories: z.record(text(20), z.number().min(0)).optional(),
  /** Values above are taken for mistakes. */
  max: z.number().positive().default(1e12),
  noteFr: z.string().max(500).default(''),
  noteEn: z.string().max(500).default(''),
});
export type ColumnMapping = z.output<typeof columnMapping>;

/** A file that says what the columns of another mean: `maillage import indicators FILE --map MAP`. */
export const indicatorMap = z.strictObject({
  /** Column with the INSEE code of the commune; several names are tried in turn. */
  key: z.union([text(100).transform((name) => [name]), z.array(text(100)).min(1).max(20)]),
  columns: z
    .record(text(100), columnMapping)
    .refine((columns) => Object.keys(columns).length > 0, 'no columns'),
});
export type IndicatorMap = z.output<typeof indicatorMap>;
