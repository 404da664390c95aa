import { describe, expect, it } from 'vitest';
import type { PlaceLookup } from '../place-upsert/queries.ts';
import { COLUMNS, type ContactPointCells, parseContactPoint } from './domain.ts';

const lookup: PlaceLookup = {
  communes: {
    resolve: (code) =>
      code === '23096' || code === '75056'
        ? { code, departmentCode: code.slice(0, 2), via: 'current' }
        : code === '75112'
          ? { code: '75056', departmentCode: '75', via: 'arrondissement' }
          : null,
  },
  names: new Map([['23096', 'Guéret']]),
  qpv: { size: 1, at: () => ({ code: 'QN02301M', name: 'L’Albatros' }) },
  vintage: '2020',
};
const empty = Object.fromEntries(Object.keys(COLUMNS).map((key) => [key, ''])) as ContactPointCells;
const office = {
  ...empty,
  id: '1',
  name: 'GUERET',
  kind: 'Bureau de Poste',
  commune: '23096',
  postal: '23000',
  latitude: '46.17',
  longitude: '1.87',
  precision: 'Géocodé au numéro',
  phone: '3631',
};
const parse = (change: Partial<ContactPointCells>) =>
  parseContactPoint({ ...office, ...change }, lookup);

describe('a contact point', () => {
  it.each([
    ['Bureau de Poste', 'post-office'],
    ['Agence postale communale', 'municipal-agency'],
    ['Agence postale intercommunale', 'intercommunal-agency'],
    ['Relais poste commerçant', 'relay'],
    ['RELAIS POSTE COMMERCANT', 'relay'],
    ['Agence postale militaire', 'other'],
  ])('of kind %s is a %s', (kind, expected) => {
    expect(parse({ kind })).toMatchObject({ record: { kind: expected }, warnings: [] });
  });

  it('lies in a neighbourhood by its address, not by the centre of its commune', () => {
    expect(parse({})).toMatchObject({
      record: { position_precision: 'address', qpv_code: 'QN02301M' },
    });
    expect(parse({ precision: 'Géocodé au centre de la commune' })).toMatchObject({
      record: { position_precision: 'commune', qpv_code: null },
    });
    expect(parse({ latitude: '', longitude: '' })).toMatchObject({
      record: { latitude: null, position_precision: 'unknown', qpv_code: null },
    });
  });

  it('of a district belongs to the whole commune, without a warning', () => {
    expect(parse({ commune: '75112' })).toMatchObject({
      record: { commune_code: '75056' },
      warnings: [],
    });
  });

  it('is found by name, commune, codes', () => {
    expect(parse({})).toMatchObject({
      record: { search_text: 'gueret 23000 23096 1', vintage: '2020' },
    });
  });

  it.each([
    [{ kind: 'Kiosque' }, 'kind kind-unknown'],
    [{ postal: 'abc' }, 'postal postal-code-invalid'],
    [{ phone: 'sur place' }, 'phone phone-invalid'],
    [{ latitude: '0', longitude: '0' }, 'latitude position-zero'],
    [{ address: 'x'.repeat(300) }, 'address text-cut'],
  ])('comes in with a warning: %j', (change, warning) => {
    const parsed = parse(change);
    expect(parsed.accepted && parsed.warnings.map((w) => `${w.field} ${w.code}`)).toEqual([
      warning,
    ]);
  });

  it.each([
    [{ id: ' ' }, 'id required'],
    [{ name: '' }, 'name required'],
    [{ commune: '' }, 'commune required'],
    [{ commune: '99138' }, 'commune commune-unknown'],
  ])('is rejected: %j', (change, issue) => {
    const parsed = parse(change);
    expect(!parsed.accepted && parsed.issues.map((i) => `${i.field} ${i.code}`)).toEqual([issue]);
  });
});
