/** Who keeps a file: a partner, or the operator's team in a department or at a place. */
export const KEEPER_KINDS = ['partner', 'department', 'place'] as const;
export type KeeperKind = (typeof KEEPER_KINDS)[number];

export interface Keeper {
  readonly kind: KeeperKind;
  /** A partner's or a place's id, a department's code. */
  readonly code: string;
}

/** `partner:…`, `department:23`, `place:…`: a keeper as one value of a form. */
export const keeperText = ({ kind, code }: Keeper): string => `${kind}:${code}`;

/** Reads what `keeperText` wrote; null when it is none. */
export function readKeeper(text: string): Keeper | null {
  const [name, code, more] = text.split(':');
  const kind = KEEPER_KINDS.find((one) => one === name);
  return kind && code && more === undefined ? { kind, code } : null;
}

/** Ways to reach somebody: one is enough. */
export const REACH_KINDS = ['phone', 'email', 'post', 'through'] as const;
export type ReachKind = (typeof REACH_KINDS)[number];

/** Days before a file ends on which its keeper is told. */
export const NOTICE_DAYS = 30;

export const ENDINGS = ['withdrawn', 'erased', 'expired', 'finished'] as const;
export type Ending = (typeof ENDINGS)[number];

/** How a file is called aloud and in lists of who may not read it: the end of its id. */
export const fileNumber = (id: string): string => id.slice(-6).toUpperCase();

/** The first day of the month of a day. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** The day so many months later; the last day of the month where there is no such day. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}
