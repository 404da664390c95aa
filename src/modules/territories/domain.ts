import { foldText } from '../../platform/db/search.ts';

/**
 * Moves the rows that are exactly what was typed (by name or code) before the others, and leaves
 * the order otherwise as it is.
 * @param folded what was typed, folded
 */
export function byRelevance<T extends { readonly name: string; readonly code: string }>(
  rows: readonly T[],
  folded: string,
): T[] {
  const exact = (row: T) => foldText(row.name) === folded || row.code.toLowerCase() === folded;
  return [...rows.filter(exact), ...rows.filter((row) => !exact(row))];
}
