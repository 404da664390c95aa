import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { foldText } from '../db/search.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ImportFailure, OpenOptions } from './importer.ts';
import { type ColumnSpec, findColumns } from './table-source.ts';

/** What the values of one column may mean here. */
export interface ValueList {
  readonly choices: readonly string[];
  /** What a word of a file means when nobody said; null when it is not clear. */
  guess(folded: string): string | null;
}

/** What may be said of a kind of table: which of its columns are ours, and what their values mean. */
export interface MappingSpec {
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  /** Columns whose values come from a list of ours. */
  readonly values: Readonly<Record<string, ValueList>>;
}

/** Our columns → the file's headers, and of some columns the file's words → our values. */
export interface ImportMap {
  readonly columns: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const words = z.record(z.string().max(300), z.string().max(60));

/** The shape of a mapping, as a file and as a form give it. */
const importMap = z.object({
  columns: z.record(z.string(), z.string().min(1).max(200)),
  values: z.record(z.string(), words).default({}),
  /** Short for `values.kind`. */
  kinds: words.default({}),
});

/** The mapping of an import: given, or in a file, or none. */
export async function mapOf(
  options: OpenOptions,
  spec: MappingSpec,
): Promise<Result<ImportMap | null, ImportFailure>> {
  if (options.map) return ok(options.map);
  return options.mapPath === undefined ? ok(null) : readMapFile(options.mapPath, spec);
}

/** A mapping file (JSON), held against what the kind of table knows. */
async function readMapFile(
  path: string,
  spec: MappingSpec,
): Promise<Result<ImportMap, ImportFailure>> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return fail({ code: 'map-unreadable' });
  }
  const parsed = importMap.safeParse(content);
  const problems = parsed.success
    ? Object.keys(parsed.data.columns)
        .filter((key) => !Object.hasOwn(spec.columns, key))
        .map((key) => `columns.${key}: ${Object.keys(spec.columns).join(', ')}`)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || problems.length > 0) return fail({ code: 'map-invalid', problems });
  const { columns, values, kinds } = parsed.data;
  return ok({ columns, values: { ...values, kind: { ...kinds, ...values.kind } } });
}

/** The columns to look for: with a mapping only what it names, without one what is usual. */
export function columnsToFind<K extends string>(
  columns: Readonly<Record<K, ColumnSpec>>,
  map: ImportMap | null,
): Record<K, ColumnSpec> {
  const found = {} as Record<K, ColumnSpec>;
  for (const key of Object.keys(columns) as K[]) {
    const named = map?.columns[key];
    found[key] = map ? { ...columns[key], names: named ? [named] : [] } : columns[key];
  }
  return found;
}

/** The mapping that nobody had to say: headers by their usual names. */
export function guessColumns(
  spec: MappingSpec,
  headers: readonly string[],
): Readonly<Record<string, string>> {
  return findColumns(headers, spec.columns) as Record<string, string>;
}

/** Reads the words of one column: as the mapping says, else as they are usually meant. */
export function valueReader(
  list: ValueList,
  said: Readonly<Record<string, string>> | undefined,
): (text: string) => string | null {
  const known = new Map(
    Object.entries(said ?? {}).map(([word, ours]) => [foldText(word), ours] as const),
  );
  return (text) => {
    const folded = foldText(text);
    const ours = known.get(folded);
    if (ours !== undefined) return list.choices.includes(ours) ? ours : null;
    return (
      list.choices.find((choice) => choice.toLowerCase() === text.trim().toLowerCase()) ??
      list.guess(folded)
    );
  };
}
