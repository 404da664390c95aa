import { ok, type Result } from '../result.ts';
import type { FileFailure } from '../tabular/failure.ts';
import { openTable } from '../tabular/table.ts';

/** One column of a table, as somebody sees it who says what it holds. */
export interface SeenColumn {
  readonly header: string;
  /** The first values that are not empty. */
  readonly samples: readonly string[];
  readonly filled: number;
  /** How often each value occurs, most frequent first; null when there are too many to say. */
  readonly values: readonly (readonly [string, number])[] | null;
}

/** What a table looks like, before anybody said what its columns are. */
export interface SeenTable {
  readonly rows: number;
  readonly columns: readonly SeenColumn[];
}

const SAMPLES = 3;
const LONGEST = 120;
/** A column with more different values is no list of choices. */
const MOST_VALUES = 60;

/** Reads a table once, in flat memory, and says what each column holds. */
export async function lookAtTable(path: string): Promise<Result<SeenTable, FileFailure>> {
  const table = await openTable(path);
  if (!table.ok) return table;
  const { headers, rows } = table.value;
  const seen = headers.map(() => ({
    samples: [] as string[],
    filled: 0,
    values: new Map<string, number>() as Map<string, number> | null,
  }));
  let count = 0;
  for await (const row of rows) {
    count += 1;
    for (const [at, header] of headers.entries()) {
      const text = (row.cells[header] ?? '').trim().slice(0, LONGEST);
      const column = seen[at];
      if (text === '' || !column) continue;
      column.filled += 1;
      if (column.samples.length < SAMPLES && !column.samples.includes(text))
        column.samples.push(text);
      if (column.values === null) continue;
      column.values.set(text, (column.values.get(text) ?? 0) + 1);
      if (column.values.size > MOST_VALUES) column.values = null;
    }
  }
  return ok({
    rows: count,
    columns: headers.map((header, at) => ({
      header,
      samples: seen[at]?.samples ?? [],
      filled: seen[at]?.filled ?? 0,
      values: seen[at]?.values ? [...seen[at].values].sort((a, b) => b[1] - a[1]) : null,
    })),
  });
}
