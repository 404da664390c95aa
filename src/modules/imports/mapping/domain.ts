import { createHash } from 'node:crypto';
import { foldText } from '../../../platform/db/search.ts';
import type { SeenTable } from '../../../platform/imports/look.ts';
import {
  guessColumns,
  type ImportMap,
  type MappingSpec,
  valueReader,
} from '../../../platform/imports/mapping.ts';
import { foldHeader } from '../../../platform/imports/table-source.ts';

/** What tells tables of one make apart from others: their headers, in whatever order. */
export function signatureOf(headers: readonly string[]): string {
  const folded = [...new Set(headers.map(foldHeader))].sort();
  return createHash('sha256').update(folded.join('\n')).digest('hex').slice(0, 32);
}

/** A word of a column with a list of ours: how often it occurs, and what it is taken for. */
export interface FoundWord {
  readonly word: string;
  readonly count: number;
  readonly ours: string | null;
}

/** The words of the columns that are said to hold one of our lists, by our column. */
export function wordsOf(
  spec: MappingSpec,
  seen: SeenTable,
  map: ImportMap,
): Readonly<Record<string, readonly FoundWord[] | null>> {
  const found: Record<string, readonly FoundWord[] | null> = {};
  for (const [key, list] of Object.entries(spec.values)) {
    const header = map.columns[key];
    const column = header ? seen.columns.find((one) => one.header === header) : undefined;
    if (!column) continue;
    const read = valueReader(list, map.values[key]);
    found[key] = column.values?.map(([word, count]) => ({ word, count, ours: read(word) })) ?? null;
  }
  return found;
}

/** Why columns cannot be taken as they were said; empty when they can. */
export function columnProblems(
  spec: MappingSpec,
  columns: Readonly<Record<string, string>>,
): readonly { readonly field: string; readonly code: string }[] {
  const problems: { field: string; code: string }[] = [];
  const taken = new Set<string>();
  for (const [key, column] of Object.entries(spec.columns)) {
    const header = columns[key];
    if (!header) {
      if (column.required) problems.push({ field: key, code: 'choose-one' });
      continue;
    }
    if (taken.has(header)) problems.push({ field: key, code: 'column-taken' });
    taken.add(header);
  }
  return problems;
}

/**
 * What to propose for a table: what was said of one like it, where its columns are still there,
 * else what is usual.
 */
export function proposedMap(
  spec: MappingSpec,
  headers: readonly string[],
  remembered: ImportMap | null,
): ImportMap {
  const columns: Record<string, string> = {};
  const guessed = remembered ? {} : guessColumns(spec, headers);
  for (const key of Object.keys(spec.columns)) {
    const wanted = remembered?.columns[key];
    const header = wanted
      ? headers.find((one) => foldHeader(one) === foldHeader(wanted))
      : guessed[key];
    if (header) columns[key] = header;
  }
  return { columns, values: remembered?.values ?? {} };
}

/** Merges what is said of words now into what was said before; empty means: nothing of ours. */
export function withWords(
  before: ImportMap['values'],
  said: Readonly<Record<string, Readonly<Record<string, string>>>>,
): ImportMap['values'] {
  const values: Record<string, Record<string, string>> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(said)])) {
    const words = new Map(
      Object.entries(before[key] ?? {}).map(([word, ours]) => [foldText(word), [word, ours]]),
    );
    for (const [word, ours] of Object.entries(said[key] ?? {})) {
      words.set(foldText(word), [word, ours]);
    }
    values[key] = Object.fromEntries([...words.values()]);
  }
  return values;
}
