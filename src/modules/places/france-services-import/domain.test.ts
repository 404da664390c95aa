import { describe, expect, it } from 'vitest';
import type { PlaceLookup } from '../place-upsert/queries.ts';
import { COLUMNS, type FranceServicesCells, parseFranceServices, parseSpans } from './domain.ts';

describe('hours', () => {
  it.each([
    [
      '09:00 - 12:00 / 13:30 - 17:00',
      [
        ['09:00', '12:00'],
        ['13:30', '17:00'],
      ],
    ],
    ['9h - 12h30', [['09:00', '12:30']]],
    ['9h00–12h', [['09:00', '12:00']]],
    [
      '14:00 - 17:00 / 09:00 - 12:00',
      [
        ['09:00', '12:00'],
        ['14:00', '17:00'],
      ],
    ],
    ['00:00 - 00:00 / 09:00 - 12:00', [['09:00', '12:00']]],
    ['13:30 - 16:00 / 13:30 - 16:00', [['13:30', '16:00']]],
    ['00:00 - 00:00', []],
    ['20:00 - 24:00', [['20:00', '24:00']]],
  ])('%s are read', (text, expected) => {
    expect(parseSpans(text)).toEqual(expected);
  });

  it.each([
    ['09:00 - 12:00 / 08:30 - 16:00'],
    ['17:00 - 09:00'],
    ['09:75 - 12:00'],
    ['25:00 - 26:00'],
    ['sur rendez-vous'],
    ['09:00'],
    ['09:00 - 12:00 /'],
  ])('%s are not', (text) => {
    expect(parseSpans(text)).toBeNull();
  });
});

describe('a France Services branch', () => {
  const lookup: PlaceLookup = {
    communes: {
      resolve: (code) => (code === '23096' ? { code, departmentCode: '23', via: 'current' } : null),
    },
    names: new Map(),
    qpv: { size: 0, at: () => null },
    vintage: null,
  };
  const empty = Object.fromEntries(
    Object.keys(COLUMNS).map((key) => [key, '']),
  ) as FranceServicesCells;
  const branch = { ...empty, id: '12', name: 'France services de Guéret', commune: '23096' };

  it('keeps hours that do not read as a note, with the comment', () => {
    const parsed = parseFranceServices(
      { ...branch, monday: '09:00 - 12:00', tuesday: 'le matin', comment: 'Sur rendez-vous' },
      lookup,
    );
    expect(parsed).toMatchObject({
      record: { hours: { monday: [['09:00', '12:00']] }, hours_note: 'le matin · Sur rendez-vous' },
      warnings: [{ field: 'tuesday', code: 'hours-unreadable' }],
    });
  });

  it('without any hours has unknown hours', () => {
    expect(parseFranceServices(branch, lookup)).toMatchObject({
      record: { hours: null },
      warnings: [],
    });
  });

  it('without a commune is rejected', () => {
    expect(parseFranceServices({ ...branch, commune: '' }, lookup)).toMatchObject({
      issues: [{ field: 'commune', code: 'required' }],
    });
  });
});
