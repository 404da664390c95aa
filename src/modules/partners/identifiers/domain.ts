import { fail, ok, type Result } from '../../../platform/result.ts';

/**
 * What is wrong with an identifier.
 * - `length`: not the number of characters that its kind has
 * - `characters`: something else than digits (SIREN, SIRET), or not the form of an RNA number
 * - `placeholder`: only zeros, which files write for « unknown » and which Luhn lets through
 * - `checksum`: the check digit does not fit
 * - `siren-checksum`: the first nine digits of a SIRET are no SIREN
 */
export interface IdentifierFailure {
  readonly code: 'length' | 'characters' | 'placeholder' | 'checksum' | 'siren-checksum';
  readonly value: string;
}

export interface IdentifierOptions {
  /**
   * Puts back the zeros that a spreadsheet dropped in front of a number. Only on demand: a person
   * who types eight digits has forgotten one.
   */
  readonly restoreLeadingZeros?: boolean;
}

/** La Poste's SIREN and its head office, the only one of its SIRETs that follows Luhn's rule. */
const LA_POSTE_SIREN = '356000000';
const LA_POSTE_HEAD_OFFICE = '35600000000048';

const SIREN_LENGTH = 9;
const SIRET_LENGTH = 14;
/** SIRENs with more than three leading zeros were never given out. */
const MOST_LOST_ZEROS = 3;

/**
 * An identifier without what people and spreadsheets put around and between its characters:
 * spaces (also non-breaking), dots, hyphens, an apostrophe in front, a decimal `.0` behind. Upper
 * case.
 */
export function compactIdentifier(value: string): string {
  return value
    .trim()
    .replace(/^['’]/, '')
    .replace(/^(\d{6,})[.,]0+$/, '$1')
    .replace(/[\s.\-‐-―]/gu, '')
    .toUpperCase();
}

/**
 * Checks a SIREN: 9 digits whose Luhn sum is a multiple of 10 (INSEE, répertoire Sirene).
 * @returns the SIREN in its compact form
 */
export function checkSiren(
  value: string,
  options: IdentifierOptions = {},
): Result<string, IdentifierFailure> {
  const digits = readDigits(value, SIREN_LENGTH, options);
  if (!digits.ok) return digits;
  return luhn(digits.value) ? digits : fail({ code: 'checksum', value: digits.value });
}

/**
 * Checks a SIRET: 14 digits, the first nine a SIREN, Luhn over all fourteen. La Poste's, apart
 * from its head office, have a digit sum that is a multiple of 5 instead (INSEE gave them numbers
 * outside the rule).
 * @returns the SIRET in its compact form
 */
export function checkSiret(
  value: string,
  options: IdentifierOptions = {},
): Result<string, IdentifierFailure> {
  const digits = readDigits(value, SIRET_LENGTH, options);
  if (!digits.ok) return digits;
  const siret = digits.value;
  const siren = siret.slice(0, SIREN_LENGTH);
  if (/^0+$/.test(siren)) return fail({ code: 'placeholder', value: siret });
  if (!luhn(siren)) return fail({ code: 'siren-checksum', value: siret });
  const valid =
    siren === LA_POSTE_SIREN && siret !== LA_POSTE_HEAD_OFFICE
      ? digitSum(siret) % 5 === 0
      : luhn(siret);
  return valid ? digits : fail({ code: 'checksum', value: siret });
}

/**
 * Checks the form of an RNA number (registre national des associations): W, then 9 or 10
 * characters, digits in metropolitan France, letters too overseas (W9R1011072 exists). It has no
 * check digit. Associations of Alsace-Moselle have none.
 * @returns the number in its compact form
 */
export function checkRna(value: string): Result<string, IdentifierFailure> {
  const compact = compactIdentifier(value);
  if (compact.length !== 10 && compact.length !== 11)
    return fail({ code: 'length', value: compact });
  if (!/^W[0-9A-Z]{9,10}$/.test(compact)) return fail({ code: 'characters', value: compact });
  return /^W0+$/.test(compact) ? fail({ code: 'placeholder', value: compact }) : ok(compact);
}

/** The SIREN of a SIRET that was checked. */
export function sirenOf(siret: string): string {
  return siret.slice(0, SIREN_LENGTH);
}

function readDigits(
  value: string,
  length: number,
  options: IdentifierOptions,
): Result<string, IdentifierFailure> {
  const compact = compactIdentifier(value);
  if (!/^\d*$/.test(compact)) return fail({ code: 'characters', value: compact });
  if (compact !== '' && /^0+$/.test(compact)) return fail({ code: 'placeholder', value: compact });
  const lost = length - compact.length;
  const padded =
    options.restoreLeadingZeros && lost > 0 && lost <= MOST_LOST_ZEROS
      ? compact.padStart(length, '0')
      : compact;
  return padded.length === length ? ok(padded) : fail({ code: 'length', value: compact });
}

/** Luhn: every second digit from the right is doubled, its digits added; the sum ends in 0. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const weighted = i % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

function digitSum(digits: string): number {
  let sum = 0;
  for (const digit of digits) sum += Number(digit);
  return sum;
}
