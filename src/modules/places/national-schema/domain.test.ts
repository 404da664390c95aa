import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOfWord, codesOf, MEDIATION_LISTS, type MediationList } from '../../alliance/public.ts';
import type { MediationPlace } from '../mediation/queries.ts';
import { NATIONAL_FIELDS, nationalRow } from './contract.ts';
import { internationalPhone, toNationalRow } from './domain.ts';

const place: MediationPlace = {
  id: '01a21320-8a2c-7569-9fd6-756a49a38cad',
  placeSource: 'laposte',
  externalId: '12345A',
  kind: 'post-office',
  name: 'Bureau de Guéret',
  address: '1 place Varillas',
  addressExtra: '',
  postalCode: '23000',
  communeCode: '23096',
  communeName: 'Guéret',
  departmentCode: '23',
  latitude: 46.17,
  longitude: 1.87,
  phone: '05 55 00 00 00',
  website: 'https://exemple.fr',
  hours: { monday: [['09:00', '12:00']] },
  sheet: {
    services: ['procedures', 'access'],
    publics: ['seniors'],
    specialCare: ['deaf'],
    fees: ['free'],
    itinerance: ['fixed'],
    programmes: ['france-services'],
    labels: ['etapes-numeriques', 'duplex'],
    accessWays: ['visit', 'no-public'],
    accompaniments: ['remote'],
    typology: ['LA_POSTE', 'ASSO'],
    otherLabels: ['Un | label'],
    openingHours: '',
    summary: 'Une phrase.',
    detail: 'Deux\nlignes.',
    emails: ['contact@exemple.fr', 'marie.dupont@exemple.fr'],
    bookingUrl: null,
    accessibilityUrl: null,
    pivot: null,
    parentStructure: '',
    source: '',
    sourceUrl: null,
    updatedOn: '2026-01-31',
  },
};

describe('a place in the national standard', () => {
  it('has the 32 fields, in words of the standard, and follows it', () => {
    const row = toNationalRow(place);
    expect(NATIONAL_FIELDS).toHaveLength(32);
    expect(Object.keys(row)).toEqual([...NATIONAL_FIELDS]);
    expect(row).toMatchObject({
      id: place.id,
      pivot: '00000000000000',
      telephone: '+33555000000',
      courriels: 'contact@exemple.fr',
      horaires: 'Mo 09:00-12:00',
      services: 'Aide aux démarches administratives|Accès internet et matériel informatique',
      formations_labels: 'Formé à « DUPLEX » (illettrisme)|Étapes numériques (La Poste)',
      modalites_acces: "Se présenter|Ce lieu n'accueille pas de public",
      autres_formations_labels: 'Un / label',
      presentation_detail: 'Deux lignes.',
      source: 'Maillage',
    });
    expect(nationalRow.safeParse(row).error?.issues).toBeUndefined();
  });

  it.each([
    ['pivot', '', 'required'],
    ['pivot', '123', 'pivot-invalid'],
    ['adresse', '', 'required'],
    ['code_postal', '2300', 'postal-code-invalid'],
    ['code_insee', '20004', 'commune-unknown'],
    ['date_maj', '31/01/2026', 'date-invalid'],
    ['date_maj', '2026-02-30', 'date-invalid'],
    ['telephone', '0555000000', 'phone-invalid'],
    ['telephone', '+3240', 'phone-invalid'],
    ['latitude', '', 'position-half'],
    ['latitude', '91', 'number-invalid'],
    ['services', 'Aide aux démarches administratives;Autre', 'not-in-list'],
    ['services', 'Aide aux démarches administratives|Autre', 'not-in-list'],
    ['modalites_acces', 'Ce lieu n’accueille pas de public', 'not-in-list'],
    ['typologie', 'POSTE', 'not-in-list'],
    ['presentation_resume', 'x'.repeat(281), 'too-long'],
    ['site_web', 'exemple.fr', 'url-invalid'],
    ['courriels', 'contact@exemple.fr|rien', 'email-invalid'],
  ])('with %s %j is refused: %s', (field, value, code) => {
    const parsed = nationalRow.safeParse({ ...toNationalRow(place), [field]: value });
    expect(parsed.error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toEqual([
      [field, code],
    ]);
  });

  it('takes both spellings of the label of the operator', () => {
    const row = { ...toNationalRow(place), formations_labels: 'Étapes numériques(La Poste)' };
    expect(nationalRow.safeParse(row).success).toBe(true);
    expect(codeOfWord('labels', 'Étapes numériques(La Poste)')).toBe('etapes-numeriques');
    expect(codeOfWord('labels', 'Étapes numériques (La Poste)')).toBe('etapes-numeriques');
  });
});

describe('the words of the standard', () => {
  const lists = Object.keys(MEDIATION_LISTS) as MediationList[];

  it('are read whatever their apostrophes, accents and case', () => {
    for (const list of lists) {
      for (const [code, word] of Object.entries(MEDIATION_LISTS[list])) {
        for (const spelling of [word, word.replaceAll("'", '’'), word.toUpperCase(), ` ${word} `])
          expect([list, codeOfWord(list, spelling)]).toEqual([list, code]);
      }
    }
  });

  it('follow the standard in any choice and any order', () => {
    const fields = {
      services: 'services',
      publics: 'publics_specifiquement_adresses',
      specialCare: 'prise_en_charge_specifique',
      fees: 'frais_a_charge',
      itinerance: 'itinerance',
      programmes: 'dispositif_programmes_nationaux',
      labels: 'formations_labels',
      accessWays: 'modalites_acces',
      accompaniments: 'modalites_accompagnement',
    } as const;
    fc.assert(
      fc.property(
        fc
          .constantFrom(...lists)
          .chain((list) => fc.tuple(fc.constant(list), fc.subarray([...codesOf(list)]))),
        ([list, codes]) => {
          const row = toNationalRow({ ...place, sheet: { ...place.sheet, [list]: codes } });
          expect(nationalRow.safeParse(row).success).toBe(true);
          const back = row[fields[list]]
            .split('|')
            .filter(Boolean)
            .map((word) => codeOfWord(list, word));
          expect(back.toSorted()).toEqual(codes.toSorted());
        },
      ),
    );
  });
});

describe('telephone numbers', () => {
  it.each([
    ['05 55 00 00 00', '23', '+33555000000'],
    ['+33 5 55 00 00 00', '23', '+33555000000'],
    ['+33 (0)5 55 00 00 00', '23', '+33555000000'],
    ['0033555000000', '23', '+33555000000'],
    ['0590 00 00 00', '971', '+590590000000'],
    ['0262 00 00 00', '974', '+262262000000'],
    ['41 00 00', '975', '+508410000'],
    ['3639', '23', ''],
    [null, '23', ''],
  ])('%j in %s is %s', (phone, department, expected) => {
    expect(internationalPhone(phone, department)).toBe(expected);
  });
});
