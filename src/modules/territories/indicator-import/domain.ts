import type { Parsed } from '../../../platform/imports/importer.ts';
import { RowReader } from '../../../platform/imports/values.ts';
import { type CommuneResolver, normaliseCommuneCode } from '../reference/queries.ts';
import type { ColumnMapping } from './contract.ts';
import type { IndicatorImportCode } from './messages.fr.ts';

/** A value under an indicator, with its category as published. */
export type IndicatorCell = readonly [indicator: string, value: number, category: string | null];

/** The values of one commune. */
export interface IndicatorRecord {
  /** Today's commune. */
  readonly commune: string;
  /** True when the row stood under a former code: its values only fill gaps. */
  readonly former: boolean;
  readonly cells: readonly IndicatorCell[];
}

/** A mapped column of the file at hand. */
export interface MappedColumn {
  /** The file's own header. */
  readonly header: string;
  readonly mapping: ColumnMapping;
}

/** Reads the values of one commune from a row. */
export function parseIndicators(
  cells: Readonly<Record<string, string>>,
  keyHeader: string,
  columns: readonly MappedColumn[],
  communes: CommuneResolver,
): Parsed<IndicatorRecord, IndicatorImportCode> {
  const reader = new RowReader<IndicatorImportCode>();
  const given = cells[keyHeader] ?? '';
  if (given === '') return { accepted: false, issues: [{ field: keyHeader, code: 'required' }] };
  const commune = communes.resolve(given);
  if (!commune) {
    const params = { code: given.slice(0, 20) };
    return { accepted: false, issues: [{ field: keyHeader, code: 'commune-unknown', params }] };
  }
  const former = commune.via !== 'current';
  const key = normaliseCommuneCode(given);
  if (former) reader.warn(keyHeader, 'commune-former', { code: key, today: commune.code });
  const values: IndicatorCell[] = [];
  for (const { header, mapping } of columns) {
    const value = readValue(reader, header, cells[header] ?? '', mapping, former);
    if (value) values.push(value);
  }
  return {
    accepted: true,
    key,
    record: { commune: commune.code, former, cells: values },
    warnings: reader.warnings,
    late: former,
  };
}

function readValue(
  reader: RowReader<IndicatorImportCode>,
  header: string,
  text: string,
  mapping: ColumnMapping,
  former: boolean,
): IndicatorCell | null {
  const { indicator, categories, empty, max } = mapping;
  if (text === '') return empty === 'zero' && !former ? [indicator, 0, null] : null;
  if (categories) {
    const value = categories[text];
    if (value !== undefined) return [indicator, value, text];
    const known = Object.keys(categories).join(', ');
    reader.warn(header, 'category-unknown', { value: text.slice(0, 40), known });
    return null;
  }
  const value = reader.number(header, text, max);
  return value === null ? null : [indicator, value, null];
}
