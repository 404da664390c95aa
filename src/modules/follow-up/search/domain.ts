import { foldText } from '../../../platform/db/search.ts';

/** What somebody is looked for by. */
export interface Wanted {
  readonly name: string;
  readonly birthYear: number | null;
  /** A part of a telephone number or of an address. */
  readonly reach: string;
}

/** What of a file it is found by. */
export interface Findable {
  readonly firstName: string;
  readonly lastName: string | null;
  readonly birthYear: number | null;
  readonly reach: string | null;
}

/** Digits that a part of a telephone number needs to be looked for. */
const PHONE_PIECE = 4;

/**
 * Three letters at a time of each word, with two blanks before and one after, as `pg_trgm` cuts
 * them (PostgreSQL documentation, F.35): near spellings share most.
 */
export function trigrams(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of foldText(text).split(' ').filter(Boolean)) {
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3));
  }
  return found;
}

/** Digits of a telephone number without the country's prefix: `+33 6…` is `06…`. */
export const digitsOf = (text: string): string =>
  text.replace(/\D/g, '').replace(/^(?:00)?33(?=\d{9}$)/, '0');

/** Pieces that a file is found by, each saying what it is a piece of. */
export function piecesOf(file: Findable): string[] {
  const name = [...trigrams(`${file.firstName} ${file.lastName ?? ''}`)].map((one) => `n${one}`);
  const year = file.birthYear === null ? [] : [`y${file.birthYear}`];
  return [...name, ...year, ...reachPieces(file.reach ?? '')];
}

/** Pieces to look for: those that a file has when it is the one that is meant. */
export function wantedPieces(wanted: Wanted): string[] {
  return piecesOf({
    firstName: wanted.name,
    lastName: null,
    birthYear: wanted.birthYear,
    reach: wanted.reach,
  });
}

function reachPieces(reach: string): string[] {
  const digits = digitsOf(reach);
  const pieces: string[] = [];
  for (let at = 0; at + PHONE_PIECE <= digits.length; at += 1)
    pieces.push(`p${digits.slice(at, at + PHONE_PIECE)}`);
  if (reach.includes('@')) pieces.push(`m${foldText(reach)}`);
  return [...new Set(pieces)];
}

/** Likeness of two names from 0 to 1: shared trigrams of what was typed. */
function nameLikeness(typed: string, full: string): number {
  const asked = trigrams(typed);
  if (asked.size === 0) return 0;
  const own = trigrams(full);
  const shared = [...asked].filter((one) => own.has(one)).length;
  const both = asked.size + own.size - shared;
  // What was typed may be one of two names: inside counts nearly as much as the same.
  return Math.max(shared / both, 0.9 * (shared / asked.size));
}

/** From which likeness on a file is shown. */
export const LIKELY = 0.45;

/**
 * How likely a file is the one that is meant, from 0 to 1. A way to reach somebody that agrees is
 * enough; a year of birth that differs makes a name count less.
 */
export function likeness(wanted: Wanted, file: Findable): number {
  const name = nameLikeness(wanted.name, `${file.firstName} ${file.lastName ?? ''}`);
  const digits = digitsOf(wanted.reach);
  const reached =
    (digits.length >= PHONE_PIECE && digitsOf(file.reach ?? '').includes(digits)) ||
    (wanted.reach.includes('@') && foldText(wanted.reach) === foldText(file.reach ?? ''));
  if (reached) return Math.max(0.9, name);
  const years =
    wanted.birthYear === null || file.birthYear === null
      ? 0
      : Math.abs(wanted.birthYear - file.birthYear);
  const sameYear = wanted.birthYear !== null && wanted.birthYear === file.birthYear;
  return name * (years > 2 ? 0.7 : 1) + (sameYear ? 0.1 : 0);
}
