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

/**
 * A table with a caption; the first column is each row's header. Wider than the screen, it scrolls
 * in its own box, which the keyboard reaches.
 */
export function DataTable<R>({
  caption,
  columns,
  rows,
  rowKey,
  captionHidden = false,
}: {
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  captionHidden?: boolean;
}) {
  const t = useText({ fr, en });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable
    <section className="scroller" tabIndex={0} aria-label={t.tableOf(caption)}>
      <table className="table">
        <caption className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.numeric ? 'num' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row" className={`font-semibold ${roomOf(column)}`}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={column.numeric ? 'num' : roomOf(column)}>
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
