import { describe, expect, it } from 'vitest';
import { valueReader } from '../../../platform/imports/mapping.ts';
import { type ColumnSpec, findColumns } from '../../../platform/imports/table-source.ts';
import { PARTNER_COLUMNS, PARTNER_MAPPING, type PartnerColumn } from './contract.ts';
import { type PartnerCells, type PartnerLookup, parsePartner } from './domain.ts';

const lookup: PartnerLookup = {
  communes: {
    resolve: (code) => (code === '23096' ? { code, departmentCode: '23', via: 'current' } : null),
  },
  postal: {
    find: (postal) =>
      postal === '84200' ? { code: '84031', departmentCode: '84', via: 'exact' } : null,
  },
  kindOf: valueReader(PARTNER_MAPPING.values.kind, { Chantier: 'ACI' }),
};
const empty = Object.fromEntries(
  Object.keys(PARTNER_COLUMNS).map((key) => [key, '']),
) as PartnerCells;
const parse = (change: Partial<PartnerCells>) =>
  parsePartner({ ...empty, name: 'Le Fil', siret: '73282932000074', ...change }, lookup);
const codes = (parsed: ReturnType<typeof parse>) =>
  (parsed.accepted ? parsed.warnings : parsed.issues).map(
    (issue) => `${issue.field} ${issue.code}`,
  );

describe('the identity of an organisation', () => {
  it.each([
    [{}, '73282932000074'],
    [{ siret: '732 829 320 00074' }, '73282932000074'],
    [{ siret: '35600000009075' }, '35600000009075'],
    [{ siret: '6220119900031.0' }, '06220119900031'],
    [{ siret: '', rna: 'w832023177', siren: '732829320' }, 'W832023177'],
    [{ siret: '', siren: '732829320' }, '732829320'],
  ])('%j is %s', (change, key) => {
    expect(parse(change)).toMatchObject({ accepted: true, key });
  });

  it('falls back with a warning when the better number is wrong', () => {
    const parsed = parse({ siret: '73282932000079', siren: '732829320' });
    expect(parsed).toMatchObject({ key: '732829320', record: { siret: null } });
    expect(codes(parsed)).toEqual(['siret siret-invalid']);
  });

  it('must be there and possible', () => {
    expect(codes(parse({ siret: '' }))).toEqual(['siret no-identity']);
    expect(codes(parse({ siret: '00000000000000', siren: '111222333' }))).toEqual([
      'siret no-identity',
      'siret siret-invalid',
      'siren siren-invalid',
    ]);
    expect(codes(parse({ name: '<b></b>' }))).toEqual(['name required']);
  });

  it('is the SIRET when the SIREN differs', () => {
    const parsed = parse({ siren: '356000000' });
    expect(parsed).toMatchObject({ record: { siren: '732829320' } });
    expect(codes(parsed)).toEqual(['siren siren-differs']);
  });
});

describe('other values', () => {
  it('come in where they are good, with a warning where they are not', () => {
    const parsed = parse({
      kind: 'chantier',
      postalCode: '84200.0',
      locality: 'CARPENTRAS',
      website: 'exemple.fr',
      number: '12',
      address: 'rue Haute',
    });
    expect(parsed).toMatchObject({
      record: {
        kind: 'ACI',
        postal_code: '84200',
        commune_code: '84031',
        department_code: '84',
        website: 'https://exemple.fr',
        address: '12 rue Haute',
      },
      warnings: [],
    });
    expect(
      codes(
        parse({
          kind: 'Kiosque',
          postalCode: 'x',
          locality: 'Nulle part',
          website: 'pas un site',
          rna: 'R1',
        }),
      ),
    ).toEqual([
      'rna rna-invalid',
      'postalCode postal-code-invalid',
      'locality commune-unclear',
      'kind kind-unknown',
      'website url-invalid',
    ]);
  });

  it.each([
    ['ACI', 'ACI'],
    ['etti', 'ETTI'],
    ['Fondation', 'foundation'],
    ['coopérative', 'cooperative'],
    ['', 'other'],
  ])('kind %j is %s', (kind, expected) => {
    expect(parse({ kind })).toMatchObject({ record: { kind: expected }, warnings: [] });
  });
});

describe('columns guessed from headers', () => {
  const columns = Object.fromEntries(
    Object.entries(PARTNER_COLUMNS).map(([key, names]) => [key, { names }]),
  ) as unknown as Record<PartnerColumn, ColumnSpec>;
  const guess = (headers: string) => findColumns(headers.split(','), columns);
  it('of the national list of social-economy organisations', () => {
    expect(
      guess(
        'siren,siret_siege,rna,denomination,sigle,categorie_juridique,naf,famille_ess,tranche_effectifs,date_creation,est_active,site_web,code_postal,commune',
      ),
    ).toEqual({
      siren: 'siren',
      siret: 'siret_siege',
      rna: 'rna',
      name: 'denomination',
      acronym: 'sigle',
      kind: 'famille_ess',
      website: 'site_web',
      postalCode: 'code_postal',
      locality: 'commune',
    });
  });
  it('of the list of integration structures', () => {
    expect(
      guess(
        'MESURE,CODE_DEPARTEMENT,LIBELLE_DPT,CODE_POSTAL,COMMUNE,CODE_NAF2,NATURE_JURIDIQUE,SIRET,DENOMINATION_SOCIALE,NUM_RUE,NOM_RUE,CODE_POST_COM,LIB_COM',
      ),
    ).toEqual({
      kind: 'MESURE',
      siret: 'SIRET',
      name: 'DENOMINATION_SOCIALE',
      number: 'NUM_RUE',
      address: 'NOM_RUE',
      postalCode: 'CODE_POST_COM',
      locality: 'LIB_COM',
    });
  });
});
