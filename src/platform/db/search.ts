import { type RawBuilder, sql } from 'kysely';

/**
 * Folds a text for accent-blind search: lower case, no diacritics, ligatures opened, everything
 * that is not a letter or digit becomes one space, and the postal abbreviations ST/STE are
 * written out, because official files write « ST ETIENNE » where people type « Saint-Étienne ».
 */
export function foldText(value: string): string {
  return value
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\bst(e?)\b/g, 'saint$1')
    .trim();
}

/** Stored search text: folded words, then codes, each once. At most 1,000 characters. */
export function searchText(
  words: readonly (string | null)[],
  codes: readonly (string | null)[],
): string {
  const folded = words.map((word) => (word ? foldText(word) : '')).filter(Boolean);
  const plain = codes.map((code) => (code ? code.toLowerCase() : '')).filter(Boolean);
  return [...new Set([...folded, ...plain])].join(' ').slice(0, 1000);
}

/**
 * `to_tsquery` text where every word typed is a prefix: « bour gue » finds Bourganeuf in Guéret's
 * neighbourhood. Null when nothing searchable was typed.
 */
export function prefixQuery(typed: string): string | null {
  const words = foldText(typed.slice(0, 100)).split(' ').filter(Boolean).slice(0, 8);
  return words.length === 0 ? null : words.map((word) => `${word}:*`).join(' & ');
}

/** SQL condition `search @@ query` for a table with a `search` column under this alias. */
export function matches(alias: string, query: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${alias}.search`)} @@ to_tsquery('simple', ${query})`;
}
