import { isWebAddress, withScheme } from '../http/web-address.ts';
import type { RowIssue } from './importer.ts';

/**
 * Reads the values of one row and gathers what is wrong with them. Every reader gives a value that
 * can be stored, and a warning when the file's own could not.
 */
export class RowReader<C extends string = never> {
  readonly warnings: RowIssue<C>[] = [];

  warn(field: string, code: RowIssue<C>['code'], params?: RowIssue['params']): void {
    this.warnings.push(params ? { field, code, params } : { field, code });
  }

  /** One line of text: no tags, no control characters, single spaces, at most `max` characters. */
  text(field: string, value: string | undefined, max: number): string {
    let text = value ?? '';
    if (text === '') return '';
    if (TAG.test(text)) {
      text = text.replace(TAGS, ' ');
      this.warn(field, 'markup-removed');
    }
    // Line ends inside a cell are usual in addresses; other control characters are not.
    if (HIDDEN.test(text)) {
      text = text.replace(HIDDEN_ALL, ' ');
      this.warn(field, 'control-removed');
    }
    text = text.replace(/\s+/g, ' ').trim();
    if (text.length <= max) return text;
    this.warn(field, 'text-cut', { max });
    return cut(text, max);
  }

  /** A number ≥ 0 and ≤ `max`, with a decimal point or comma; null when empty or wrong. */
  number(field: string, value: string | undefined, max: number): number | null {
    const text = (value ?? '').trim();
    if (text === '') return null;
    const number = parseDecimal(text);
    if (number === null) this.warn(field, 'number-invalid', { value: cut(text, 40) });
    else if (number < 0) this.warn(field, 'number-negative', { value: cut(text, 40) });
    else if (number > max) this.warn(field, 'number-absurd', { value: cut(text, 40), max });
    else return number;
    return null;
  }

  /** A day as `2026-03-31`, from that or the French `31/03/2026`; null when empty or no day. */
  day(field: string, value: string | undefined): string | null {
    const text = (value ?? '').trim();
    if (text === '') return null;
    const day = parseDay(text);
    if (day === null) this.warn(field, 'date-invalid', { value: cut(text, 40) });
    return day;
  }

  /** An http(s) address, `https://` put in front when it has no scheme; null when it is none. */
  url(field: string, value: string | undefined): string | null {
    const text = (value ?? '').trim();
    if (text === '') return null;
    const url = parseUrl(text);
    if (url === null) this.warn(field, 'url-invalid', { value: cut(text, 80) });
    return url;
  }
}

/** A tag, a comment, or the start of one of these: `a < b` is none. */
const TAG = /<\/?[a-z!][^<>]*>?/i;
const TAGS = /<\/?[a-z!][^<>]*>?/gi;
/** Control characters, and those that hide or turn text round. */
const HIDDEN = /(?![\t\n\r])[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
const HIDDEN_ALL = new RegExp(HIDDEN.source, 'gu');

/** A decimal number as French and English files write it, with spaces between thousands. */
export function parseDecimal(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(plain)) return null;
  const number = Number(plain);
  return Number.isFinite(number) ? number : null;
}

/** A calendar day, whatever hour stands beside it; null when there is no such day. */
export function parseDay(text: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]|$)/.exec(text);
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s|$)/.exec(text);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : [french?.[3], french?.[2]?.padStart(2, '0'), french?.[1]?.padStart(2, '0')];
  if (!year) return null;
  const written = `${year}-${month}-${day}`;
  const found = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(found.getTime()) && found.toISOString().startsWith(written) ? written : null;
}

/** A web address with a scheme and a real host, else null. */
export function parseUrl(text: string): string | null {
  const full = withScheme(text.trim());
  return full.length <= 300 && isWebAddress(full) ? full : null;
}

/** The first `max` characters, without half a surrogate pair at the end. */
function cut(text: string, max: number): string {
  return text.length <= max
    ? text
    : text
        .slice(0, max)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd();
}

/**
 * The year, or year and month, that a file's name carries (`list-2024-08.csv` → `2024-08`); null
 * when it carries none, or several.
 */
export function vintageOf(path: string): string | null {
  const name = path.replace(/^.*[\\/]/, '');
  const found = [...name.matchAll(/(?<![0-9a-z])(20\d\d)(?:[-_]?(0[1-9]|1[0-2]))?(?![0-9a-z])/gi)];
  const [, year, month] = found[0] ?? [];
  if (found.length !== 1 || !year) return null;
  return month ? `${year}-${month}` : year;
}
