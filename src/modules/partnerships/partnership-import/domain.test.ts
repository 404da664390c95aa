import { describe, expect, it } from 'vitest';
import { valueReader } from '../../../platform/imports/mapping.ts';
import { PARTNERSHIP_COLUMNS, PARTNERSHIP_MAPPING } from './contract.ts';
import {
  type PartnershipCells,
  type PartnershipLookup,
  parsePartnership,
  stageFromDates,
} from './domain.ts';

const { values } = PARTNERSHIP_MAPPING;
const fil = { id: 'fil', name: 'Le Fil', departmentCode: '23' };
const twins = [
  { id: 'a', name: 'Le Lien', departmentCode: '23' },
  { id: 'b', name: 'Le Lien', departmentCode: '19' },
];
const lookup: PartnershipLookup = {
  communes: {
    resolve: (code) => (code === '19272' ? { code, departmentCode: '19', via: 'current' } : null),
  },
  postal: { find: () => null },
  departments: new Map([
    ['23', '23'],
    ['01', '01'],
    ['creuse', '23'],
  ]),
  partners: {
    bySiret: new Map([['73282932000074', fil]]),
    byRna: new Map([['W832023177', fil]]),
    bySiren: new Map([['732829320', [fil]]]),
    byName: new Map([
      ['le fil', [fil]],
      ['le lien', twins],
    ]),
  },
  places: new Map([['02006A', 'place']]),
  existing: new Map([
    ['P00007', { key: 'X-7', stage: 'active' }],
    ['X-7', { key: 'X-7', stage: 'active' }],
  ]),
  typeOf: valueReader(values.type, { Don: 'social-innovation' }),
  commitmentOf: valueReader(values.commitment, undefined),
  stageOf: valueReader(values.stage, undefined),
  today: '2026-06-15',
};
const empty = Object.fromEntries(
  Object.keys(PARTNERSHIP_COLUMNS).map((key) => [key, '']),
) as PartnershipCells;
const parse = (change: Partial<PartnershipCells>) =>
  parsePartnership(
    {
      ...empty,
      title: 'Permanence',
      type: 'Mécénat de compétences',
      commitment: 'Inclusion numérique',
      partnerSiret: '732 829 320 00074',
      ...change,
    },
    lookup,
  );
const codes = (parsed: ReturnType<typeof parse>) =>
  (parsed.accepted ? parsed.warnings : parsed.issues).map(({ field, code }) => `${field} ${code}`);

it('reads a row as a national team writes it', () => {
  expect(
    parse({
      reference: 'N-12',
      stage: 'En cours',
      department: '1',
      communeCode: '19272',
      places: '02006A; 99999X',
      startsOn: '01/02/2026',
      endsOn: '2027-01-31 00:00:00',
    }),
  ).toMatchObject({
    accepted: true,
    key: 'N-12',
    record: {
      type: 'skills-sponsorship',
      commitment: 'digital-inclusion',
      stage: 'active',
      partner_id: 'fil',
      department_code: '01',
      commune_code: '19272',
      places: ['place'],
      starts_on: '2026-02-01',
      ends_on: '2027-01-31',
      agreed_on: '2026-02-01',
    },
    warnings: [{ field: 'places', code: 'place-unknown' }],
  });
});

describe('the partner', () => {
  it.each([
    [{ partnerSiret: '', partnerRna: 'w832023177' }, []],
    [{ partnerSiret: '', partnerSiren: '732829320' }, []],
    [{ partnerSiret: '', partnerName: 'LE FIL' }, []],
    [{ partnerSiret: '35600000009075', partnerName: 'Le Fil' }, []],
    [{ partnerSiret: '' }, ['partnerSiret partner-missing']],
    [{ partnerSiret: '', partnerName: 'Inconnue' }, ['partnerSiret partner-unknown']],
    [{ partnerSiret: '', partnerName: 'Le Lien' }, ['partnerName partner-unclear']],
  ])('%j', (change, expected) => {
    expect(codes(parse(change))).toEqual(expected);
  });
});

describe('what a word means', () => {
  it('is what was said of it, before what is usual', () => {
    expect(parse({ type: 'DON' })).toMatchObject({ record: { type: 'social-innovation' } });
    expect(codes(parse({ type: 'Troc', commitment: '' }))).toEqual([
      'type value-unknown',
      'commitment required',
    ]);
  });

  it('leaves the stage to the dates when it is unclear', () => {
    const parsed = parse({ stage: '???', startsOn: '2024-01-01', endsOn: '2025-01-01' });
    expect(parsed).toMatchObject({ record: { stage: 'ended' } });
    expect(codes(parsed)).toEqual(['stage stage-unknown']);
  });
});

it.each([
  [null, null, null, 'idea'],
  [null, null, '2026-06-01', 'agreed'],
  ['2026-07-01', null, null, 'agreed'],
  ['2026-06-15', null, null, 'active'],
  ['2025-01-01', '2026-06-14', null, 'ended'],
  ['2025-01-01', '2026-06-15', null, 'active'],
] as const)('a start %s, an end %s and an accord %s imply %s', (starts, ends, agreed, stage) => {
  expect(stageFromDates(starts, ends, agreed, '2026-06-15')).toBe(stage);
});

it('finds one that is here by either number, and keeps its stage', () => {
  const parsed = parse({ reference: 'P00007', stage: 'Terminé' });
  expect(parsed).toMatchObject({ accepted: true, key: 'X-7' });
  expect(codes(parsed)).toEqual(['stage stage-kept']);
});

it('refuses an end before the start, and says it', () => {
  const parsed = parse({ startsOn: '2026-03-01', endsOn: '2026-02-01' });
  expect(parsed).toMatchObject({ record: { ends_on: null } });
  expect(codes(parsed)).toEqual(['endsOn ends-before-start']);
});
