import { describe, expect, it } from 'vitest';
import { foldPlaceName, type NamedCommune, postalLookup, readPostalCode } from './domain.ts';

const commune = (code: string, name: string, ...postalCodes: string[]): NamedCommune => ({
  code,
  departmentCode: code.slice(0, 2),
  name,
  postalCodes,
});

const lookup = postalLookup([
  commune('23096', 'gueret', '23000'),
  commune('23193', 'sainte feyre', '23000'),
  commune('75056', 'paris', '75012', '75013'),
  commune('84031', 'carpentras', '84200'),
  commune('01138', 'culoz beon', '01350'),
  commune('01138', 'beon', '01350'),
  commune('01015', 'arboys en bugey', '01300', '01510'),
  commune('24001', 'saint martin', '24100'),
  commune('47001', 'saint martin', '47100'),
  commune('2A004', 'ajaccio', '20000'),
]);
const find = (postal: string, name: string) => {
  const found = lookup.find(postal, name);
  return found && `${found.code} ${found.via}`;
};

describe('a commune by its postal address', () => {
  it.each([
    ['23000', 'GUERET', '23096 exact'],
    ['23000', 'Ste-Feyre', '23193 exact'],
    ['01350', 'Béon', '01138 exact'],
    ['75012', 'PARIS 12', '75056 exact'],
    ['75012', 'Paris 12e Arrondissement', '75056 exact'],
    ['75592', 'PARIS CEDEX 12', '75056 name'],
    ['23011', 'GUERET CEDEX', '23096 name'],
    ['20090', 'AJACCIO', '2A004 name'],
    ['84200', '', '84031 postal'],
    ['84200', 'CARPENTRA', '84031 postal'],
    ['', 'Carpentras', '84031 name'],
    ['47100', 'ST MARTIN', '47001 exact'],
    ['', 'Saint-Martin', null],
    ['23000', 'SAINT FICTIF', null],
    ['84200', 'GUERET', null],
    ['99999', 'NULLE PART', null],
    ['', '', null],
  ])('%s %s is %s', (postal, name, expected) => {
    expect(find(postal, name)).toBe(expected);
  });
});

describe('postal codes of spreadsheets', () => {
  it.each([
    ['84200.0', '84200'],
    ['1000', '01000'],
    [' 23 000 ', '23000'],
    ['00000', null],
    ['2A004', null],
    ['123', null],
    ['F-23000', null],
  ])('%j is %j', (given, expected) => {
    expect(readPostalCode(given)).toBe(expected);
  });
});

describe('names of places', () => {
  it.each([
    ['LYON 3EME ARRONDISSEMENT', 'lyon'],
    ['Marseille 1er', 'marseille'],
    ['ST ETIENNE CEDEX 2', 'saint etienne'],
    ['Paris', 'paris'],
    ['Villeneuve 3', 'villeneuve 3'],
  ])('%s is %s', (given, expected) => {
    expect(foldPlaceName(given)).toBe(expected);
  });
});
