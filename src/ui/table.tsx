import type { ReactNode } from 'react';
import { useText } from './locale.tsx';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

export interface Column<R> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: R) => ReactNode;
  readonly numeric?: boolean;
  /** Room: `short` for a word or a number, `long` for sentences. */
  readonly room?: 'short' | 'long';
}

const roomOf = (column: { readonly room?: 'short' | 'long' }): string =>
  column.room ? `room-${column.room}` : '';

/** Said again where a table's parts are laid out as blocks: some readers forget them otherwise. */
const PARTS = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  column: { role: 'columnheader' },
  header: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/**
 * A table with a caption; the first column is each row's header. Wider than the screen, it scrolls
 * in its own box, which the keyboard reaches. `stacked`: on a narrow screen each row is a block
 * instead, every value under the words of its column.
 */
export function DataTable<R>({
  caption,
  columns,
  rows,
  rowKey,
  captionHidden = false,
  stacked = false,
}: {
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  captionHidden?: boolean;
  stacked?: boolean;
}) {
  const t = useText({ fr, en });
  const part = (name: keyof typeof PARTS) => (stacked ? PARTS[name] : {});
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable
    <section className="scroller" tabIndex={0} aria-label={t.tableOf(caption)}>
      <table className={stacked ? 'table stacked' : 'table'} {...part('table')}>
        <caption className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>
        <thead {...part('group')}>
          <tr {...part('row')}>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.numeric ? 'num' : undefined}
                {...part('column')}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...part('group')}>
          {rows.map((row) => (
            <tr key={rowKey(row)} {...part('row')}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th
                    key={column.key}
                    scope="row"
                    className={`font-semibold ${roomOf(column)}`}
                    {...part('header')}
                  >
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.key}
                    className={column.numeric ? 'num' : roomOf(column)}
                    data-label={stacked ? column.label : undefined}
                    {...part('cell')}
                  >
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
