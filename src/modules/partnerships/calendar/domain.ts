/** A month `YYYY-MM` with its first and last day. */
export interface Month {
  readonly key: string;
  readonly first: string;
  readonly last: string;
  readonly before: string;
  readonly after: string;
}

/** The month that an address names, else that of today (`YYYY-MM-DD`). */
export function monthOf(wanted: string | null, today: string): Month {
  const key = /^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(wanted ?? '')
    ? (wanted ?? '')
    : today.slice(0, 7);
  const [year = 2000, month = 1] = key.split('-').map(Number);
  const shifted = (by: number): string =>
    new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 7);
  return {
    key,
    first: `${key}-01`,
    last: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10),
    before: shifted(-1),
    after: shifted(1),
  };
}
