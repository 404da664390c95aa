import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPersonalEmail, isSiret, openingHoursOf, readPivot } from './domain.ts';

/** Thirteen digits with the last that makes the check agree. */
const siret = fc
  .stringMatching(/^[0-9]{13}$/)
  .map((start) => {
    const last = [...Array(10).keys()].find((digit) => isSiret(`${start}${digit}`));
    return last === undefined ? null : `${start}${last}`;
  })
  .filter((text): text is string => text !== null);

describe('identifiers of establishments', () => {
  it.each([
    ['43493312300029', '43493312300029', null],
    ['35600000063516', '35600000063516', null],
    ['434 933 123 00029', '43493312300029', null],
    ['43493312300028', '43493312300028', 'pivot-doubtful'],
    ['00000000000000', null, 'pivot-unknown'],
    ['0', null, 'pivot-unknown'],
    ['W123456789', 'W123456789', null],
    ['1234567-001', '1234567-001', null],
    ['12', null, 'pivot-invalid'],
    ['sans', null, 'pivot-invalid'],
    ['', null, null],
  ])('%j', (given, pivot, problem) => {
    expect(readPivot(given)).toEqual({ pivot, problem });
  });

  it('get the zeros back that a spreadsheet took', () => {
    fc.assert(
      fc.property(siret, fc.integer({ min: 1, max: 3 }), (text, zeros) => {
        const start = `${'0'.repeat(zeros)}${text.slice(zeros, 13)}`;
        fc.pre(start[zeros] !== '0');
        const last = [...Array(10).keys()].find((digit) => isSiret(`${start}${digit}`));
        fc.pre(last !== undefined);
        const whole = `${start}${last}`;
        expect(readPivot(String(Number(whole)))).toEqual({
          pivot: whole,
          problem: 'pivot-zero-lost',
        });
      }),
    );
  });
});

describe('addresses of persons and of desks', () => {
  it.each([
    'marie.dupont@exemple.fr',
    'jean-pierre.martin@mairie.fr',
    'm_durand@exemple.fr',
    'Élodie.Petit2@exemple.fr',
  ])('%s is a person’s', (email) => {
    expect(isPersonalEmail(email)).toBe(true);
  });
  it.each([
    'contact@exemple.fr',
    'mairie.gueret@wanadoo.fr',
    'france.services@creuse.fr',
    'conseiller.numerique@ville.fr',
    'accueil-jeunes@exemple.fr',
    'mediatheque_gueret@exemple.fr',
    'mjc23@exemple.fr',
  ])('%s is a desk’s', (email) => {
    expect(isPersonalEmail(email)).toBe(false);
  });
});

describe('the hours that are published', () => {
  const week = { monday: [['09:00', '12:00']] } as const;
  it.each([
    [null, '', ''],
    [week, '', 'Mo 09:00-12:00'],
    [null, 'sur rendez-vous', 'sur rendez-vous'],
    [week, 'Mo 09:00-12:00; PH off', 'Mo 09:00-12:00; PH off'],
    // Somebody corrected the week: it says more than the old text.
    [week, 'Tu 09:00-12:00', 'Mo 09:00-12:00'],
    [week, 'Jan Mo 09:00-12:00', 'Jan Mo 09:00-12:00'],
  ])('%j with %j', (hours, text, published) => {
    expect(openingHoursOf(hours, text)).toBe(published);
  });
});
