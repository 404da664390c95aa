import { describe, expect, it } from 'vitest';
import { checkRna, checkSiren, checkSiret, compactIdentifier, sirenOf } from './domain.ts';

const codeOf = (result: ReturnType<typeof checkSiret>) =>
  result.ok ? 'valid' : result.failure.code;

describe('SIREN', () => {
  it.each([
    ['356000000', 'valid'],
    ['732829320', 'valid'],
    ['732 829 320', 'valid'],
    ['732.829.320', 'valid'],
    ['732829321', 'checksum'],
    ['111222333', 'checksum'],
    ['73282932', 'length'],
    ['7328293200', 'length'],
    ['', 'length'],
    ['73282932O', 'characters'],
    ['７３２８２９３２０', 'characters'],
    ['-732829320', 'valid'],
    ['000000000', 'placeholder'],
  ])('%s is %s', (value, expected) => {
    expect(codeOf(checkSiren(value))).toBe(expected);
  });
});

describe('SIRET', () => {
  it.each([
    ['35600000000048', 'valid'],
    ['35600000009075', 'valid'],
    ['356 000 000 09075', 'valid'],
    ['356\u00a0000\u202f000 09075', 'valid'],
    ['35600000009076', 'checksum'],
    // Luhn holds here, but La Poste's rule does not.
    ['35600000000055', 'checksum'],
    ['73282932000074', 'valid'],
    ['73282932000079', 'checksum'],
    ['11122233344455', 'siren-checksum'],
    ['00000000000000', 'placeholder'],
    ['00000000000018', 'placeholder'],
    ['7328293200007', 'length'],
    ['7.3282932E13', 'characters'],
    ['73282932000074.0', 'valid'],
    ["'73282932000074", 'valid'],
  ])('%s is %s', (value, expected) => {
    expect(codeOf(checkSiret(value))).toBe(expected);
  });

  it('catches any single wrong digit, for Luhn and for La Poste', () => {
    for (const siret of ['73282932000074', '35600000009075']) {
      for (let at = 0; at < siret.length; at += 1) {
        for (let by = 1; by < 5; by += 1) {
          const digit = (Number(siret[at]) + by) % 10;
          const wrong = siret.slice(0, at) + digit + siret.slice(at + 1);
          // A sum modulo 5 sees no difference of 5, which is why `by` stops at 4.
          expect(checkSiret(wrong).ok, wrong).toBe(false);
        }
      }
    }
  });

  it('starts with its SIREN', () => {
    expect(sirenOf('73282932000074')).toBe('732829320');
  });
});

describe('lost leading zeros', () => {
  it('come back only when asked', () => {
    expect(codeOf(checkSiren('62201199'))).toBe('length');
    expect(checkSiren('62201199', { restoreLeadingZeros: true })).toEqual({
      ok: true,
      value: '062201199',
    });
    expect(checkSiret('6220119900031.0', { restoreLeadingZeros: true })).toEqual({
      ok: true,
      value: '06220119900031',
    });
  });
  it('do not turn a short number into an identifier', () => {
    expect(codeOf(checkSiren('42', { restoreLeadingZeros: true }))).toBe('length');
    expect(codeOf(checkSiren('', { restoreLeadingZeros: true }))).toBe('length');
    expect(codeOf(checkSiren('0', { restoreLeadingZeros: true }))).toBe('placeholder');
  });
});

describe('RNA', () => {
  it.each([
    ['W832023177', 'valid'],
    ['w832023177', 'valid'],
    ['W9R1011072', 'valid'],
    ['W 832 023 177', 'valid'],
    ['W83202317', 'length'],
    ['8320231770', 'characters'],
    ['W83202317é', 'characters'],
    ['W000000000', 'placeholder'],
  ])('%s is %s', (value, expected) => {
    expect(codeOf(checkRna(value))).toBe(expected);
  });
});

describe('compactIdentifier', () => {
  it('is idempotent', () => {
    for (const value of [' 732.829 320 ', '73282932000074.0', 'w9r1011072', "'12", '']) {
      const once = compactIdentifier(value);
      expect(compactIdentifier(once)).toBe(once);
    }
  });
});
