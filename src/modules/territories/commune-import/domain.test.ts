import { describe, expect, it } from 'vitest';
import { type CommuneLookup, parseCommune } from './domain.ts';

const lookup: CommuneLookup = {
  regionOf: new Map([
    ['23', '75'],
    ['2A', '94'],
  ]),
  epcis: new Set(['200034825']),
  formers: new Map([['23999', '23096']]),
};
const gueret = {
  code: '23096',
  nom: 'Guéret',
  codeDepartement: '23',
  codeEpci: '200034825',
  codesPostaux: ['23000'],
  population: 12_734,
  centre: { type: 'Point', coordinates: [1.8719, 46.1693] },
};
const parse = (change: object) => parseCommune({ ...gueret, ...change }, lookup);
const codes = (parsed: ReturnType<typeof parse>) =>
  (parsed.accepted ? parsed.warnings : parsed.issues).map(
    (issue) => `${issue.field} ${issue.code}`,
  );

describe('a commune of the geo API', () => {
  it('is read with its region, search text and position', () => {
    expect(parse({})).toMatchObject({
      accepted: true,
      key: '23096',
      record: {
        region_code: '75',
        population: 12_734,
        latitude: 46.1693,
        search_text: 'gueret 23000 23096',
      },
      warnings: [],
    });
    expect(parse({ code: '2a004', codeDepartement: undefined, codeEpci: '' })).toMatchObject({
      record: { code: '2A004', department_code: '2A', epci_code: null },
    });
  });

  it.each([
    [{ population: -3 }, 'population number-negative'],
    [{ population: 3e9 }, 'population number-absurd'],
    [{ population: 'beaucoup' }, 'population number-invalid'],
    [{ codeEpci: '999' }, 'codeEpci epci-unknown'],
    [{ codesPostaux: ['23000', 'x'] }, 'codesPostaux postal-code-invalid'],
    [{ centre: { coordinates: [0, 0] } }, 'centre position-zero'],
    [{ centre: { coordinates: [46.1693, 1.8719] } }, 'centre position-swapped'],
    [{ centre: 'x' }, 'centre number-invalid'],
    [{ nom: '<i>Guéret</i>' }, 'nom markup-removed'],
  ])('comes in with a warning: %j', (change, warning) => {
    const parsed = parse(change);
    expect(parsed.accepted).toBe(true);
    expect(codes(parsed)).toEqual([warning]);
  });

  it('is silent about what the file does not say', () => {
    expect(parse({ population: undefined, centre: null, codesPostaux: undefined })).toMatchObject({
      record: { population: null, latitude: null, postal_codes: null },
      warnings: [],
    });
  });

  it.each([
    [{ code: '' }, 'code required'],
    [{ code: 'ABC' }, 'code commune-code-invalid'],
    [{ code: '23999' }, 'code commune-is-former'],
    [{ codeDepartement: '99' }, 'codeDepartement department-unknown'],
    [{ nom: ' ' }, 'nom required'],
  ])('is rejected: %j', (change, issue) => {
    const parsed = parse(change);
    expect(parsed.accepted).toBe(false);
    expect(codes(parsed)).toEqual([issue]);
  });

  it.each([[null], ['x'], [[1]], [3]])('%j is none', (value) => {
    expect(parseCommune(value, lookup)).toMatchObject({ issues: [{ code: 'not-an-object' }] });
  });
});
