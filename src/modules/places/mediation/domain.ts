import { readOpeningHours, sameHours, writeOpeningHours } from '../opening-hours/domain.ts';
import type { WeekHours } from '../tables.ts';

/** What a place of digital mediation offers; lists hold codes of the national standard's lists. */
export interface Sheet {
  readonly services: readonly string[];
  readonly publics: readonly string[];
  readonly specialCare: readonly string[];
  readonly fees: readonly string[];
  readonly itinerance: readonly string[];
  readonly programmes: readonly string[];
  readonly labels: readonly string[];
  readonly accessWays: readonly string[];
  readonly accompaniments: readonly string[];
  readonly typology: readonly string[];
  readonly otherLabels: readonly string[];
  /** OpenStreetMap syntax, where the week of the place does not say it all. */
  readonly openingHours: string;
  /** At most 280 characters. */
  readonly summary: string;
  readonly detail: string;
  readonly emails: readonly string[];
  readonly bookingUrl: string | null;
  readonly accessibilityUrl: string | null;
  /** SIRET (14 digits), RNA or RIDET; null = unknown. */
  readonly pivot: string | null;
  readonly parentStructure: string;
  /** Who gathered it. */
  readonly source: string;
  readonly sourceUrl: string | null;
  /** `YYYY-MM-DD` */
  readonly updatedOn: string;
}

export const LONGEST_SUMMARY = 280;

/** Words that begin addresses of a desk or a team, never a person's. */
const DESKS = new Set(
  (
    'accueil administration agence animation antenne asso association atelier bibliotheque bureau bus caf ccas ' +
    'centre cias cnfs com communication conseiller conseillers contact cyberbase direction epn espace ' +
    'fablab france info infos inclusion jeunesse labo lieu ludotheque maison mairie media mediateur ' +
    'mediation mediatheque mjc mission multimedia num numerique pij pimms point poste public secretariat ' +
    'service services social tiers ville webmaster aide cyber formation emploi local saint sainte la le'
  ).split(' '),
);

/**
 * True when an e-mail address looks like a person's own (firstname.lastname@…). Feeds are read by
 * everybody: they carry addresses of desks only.
 */
export function isPersonalEmail(email: string): boolean {
  const [local = ''] = email.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split('@');
  const found = /^([a-z]+(?:-[a-z]+)?)[._]([a-z]+(?:-[a-z]+)?)\d{0,2}$/.exec(local);
  if (!found) return false;
  return ![found[1], found[2]].some((part) =>
    part?.split('-').some((word) => DESKS.has(word) || DESKS.has(word.replace(/s$/, ''))),
  );
}

export function genericEmails(emails: readonly string[]): string[] {
  return emails.filter((email) => !isPersonalEmail(email));
}

/**
 * The hours of a place in OpenStreetMap syntax: the sheet's own text as long as it does not
 * contradict the week of the place, which people on the spot correct.
 */
export function openingHoursOf(hours: WeekHours | null, text: string): string {
  if (text === '' || hours === null) return text || writeOpeningHours(hours);
  const read = readOpeningHours(text);
  return read && !sameHours(read.hours, hours) ? writeOpeningHours(hours) : text;
}

/** A SIRET whose check digits agree (Luhn; La Poste's own: the sum of the digits, INSEE). */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text) || /^0+$/.test(text)) return false;
  const digits = [...text].map(Number);
  const plain = digits.reduce((sum, digit) => sum + digit, 0);
  if (text.startsWith('356000000') && plain % 5 === 0) return true;
  const luhn = digits.reduce((sum, digit, at) => {
    const twice = at % 2 === 0 ? digit * 2 : digit;
    return sum + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return luhn % 10 === 0;
}

export type PivotProblem = 'pivot-unknown' | 'pivot-zero-lost' | 'pivot-doubtful' | 'pivot-invalid';

/**
 * Reads an identifier of an establishment. A SIRET that lost its leading zeros in a spreadsheet
 * gets them back when its check digits agree then; zeros only mean « unknown » (La Coop).
 */
export function readPivot(value: string): {
  readonly pivot: string | null;
  readonly problem: PivotProblem | null;
} {
  const text = value.replace(/[\s.]/g, '').toUpperCase();
  if (text === '') return { pivot: null, problem: null };
  if (/^0+$/.test(text)) return { pivot: null, problem: 'pivot-unknown' };
  if (/^\d{14}$/.test(text))
    return { pivot: text, problem: isSiret(text) ? null : 'pivot-doubtful' };
  if (/^W\d{9}$/.test(text)) return { pivot: text, problem: null };
  const padded = text.padStart(14, '0');
  if (/^\d{11,13}$/.test(text) && isSiret(padded))
    return { pivot: padded, problem: 'pivot-zero-lost' };
  // RIDET: a number of the enterprise (6 or 7 digits) and of its establishment (3).
  if (/^\d{6,7}-?\d{3}$/.test(text)) return { pivot: text, problem: null };
  return { pivot: null, problem: 'pivot-invalid' };
}
