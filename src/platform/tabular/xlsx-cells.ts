/** A cell as a sheet stores it. */
export interface RawCell {
  /** `s` shared text, `str` formula text, `inlineStr`, `b` boolean, `e` error, `d` ISO date, `n`. */
  readonly type: string;
  /** The cell's style shows its number as a date. */
  readonly isDate: boolean;
  readonly text: string;
}

/** Numbers of the formats that are dates without saying so (ECMA-376, 18.8.30). */
const BUILT_IN_DATES: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Whether a number format shows dates: a built-in one, or a code that has days, months or hours. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to);
  // Quoted text, escaped characters and [Red] are no date parts; [h] is.
  const bare = code.replace(/"[^"]*"|\\.|_.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[dmyhs]/i.test(bare) && !/general/i.test(bare);
}

/** What a person reads in the cell, in a form that does not depend on a language. */
export function cellText(cell: RawCell, shared: readonly string[], startsIn1904: boolean): string {
  switch (cell.type) {
    case 's':
      return shared[Number(cell.text)] ?? '';
    case 'b':
      return cell.text === '1' ? 'true' : 'false';
    case 'n':
      return numberText(cell, startsIn1904);
    default:
      return cell.text;
  }
}

function numberText(cell: RawCell, startsIn1904: boolean): string {
  if (cell.text === '') return '';
  const value = Number(cell.text);
  if (!Number.isFinite(value)) return cell.text;
  if (cell.isDate) return dateText(value, startsIn1904);
  // 3.5600000009075E13 is how a workbook may write a SIRET.
  return Number.isInteger(value) && Math.abs(value) < 1e21
    ? BigInt(value).toString()
    : String(value);
}

const DAY_MS = 86_400_000;

/** Days since 1899-12-30 (or 1904-01-01) as an ISO date, with the time when there is one. */
function dateText(days: number, startsIn1904: boolean): string {
  const epoch = startsIn1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const moment = new Date(epoch + Math.round(days * 86_400) * 1000);
  if (Number.isNaN(moment.getTime())) return String(days);
  const iso = moment.toISOString();
  return moment.getTime() % DAY_MS === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}
