import type { Parsed } from '../../../platform/imports/importer.ts';
import { RowReader } from '../../../platform/imports/values.ts';
import {
  type CommuneResolver,
  type PostalLookup,
  readPostalCode,
} from '../../territories/public.ts';
import { PARTNER_KINDS, type PartnerKind } from '../domain.ts';
import { checkRna, checkSiren, checkSiret } from '../identifiers/domain.ts';
import { partnerSearch, placeKey } from '../search/domain.ts';
import type { PartnerColumn } from './contract.ts';
import type { PartnerImportCode } from './messages.fr.ts';

/** An organisation as the importer writes it. */
export interface PartnerRecord {
  readonly key: string;
  readonly name: string;
  readonly acronym: string;
  readonly kind: PartnerKind;
  readonly siren: string | null;
  readonly siret: string | null;
  readonly rna: string | null;
  readonly description: string;
  readonly address: string;
  readonly postal_code: string;
  readonly commune_code: string | null;
  readonly department_code: string | null;
  readonly website: string | null;
  readonly name_folded: string;
  readonly place_key: string;
  readonly search_text: string;
}

export interface PartnerLookup {
  readonly communes: CommuneResolver;
  readonly postal: PostalLookup;
  /** What a word of the file means: as the mapping says, else as it is usually meant. */
  readonly kindOf: (text: string) => string | null;
}

export type PartnerCells = Readonly<Record<PartnerColumn, string>>;

/** Words that files use for kinds; acronyms are our own codes already. */
const WORDS: Readonly<Record<string, PartnerKind>> = {
  association: 'association',
  'association declaree': 'association',
  federation: 'federation',
  fondation: 'foundation',
  cooperative: 'cooperative',
  scop: 'cooperative',
  scic: 'cooperative',
  mutuelle: 'mutual',
  esus: 'esus',
  collectivite: 'community',
  commune: 'community',
  entreprise: 'company',
  societe: 'company',
};

/** Our kind for a folded word of a file; null when it is not clear. */
export function kindOfWord(folded: string): PartnerKind | null {
  return WORDS[folded] ?? null;
}

type Reader = RowReader<PartnerImportCode>;

/** Reads one row of a table of organisations. Identity is the SIRET, else the RNA, else the SIREN. */
export function parsePartner(
  row: PartnerCells,
  lookup: PartnerLookup,
): Parsed<PartnerRecord, PartnerImportCode> {
  const reader: Reader = new RowReader<PartnerImportCode>();
  const name = reader.text('name', row.name, 200);
  if (name === '') return { accepted: false, issues: [{ field: 'name', code: 'required' }] };
  const siret = identifier(reader, 'siret', row.siret, checkSiret);
  const givenSiren = identifier(reader, 'siren', row.siren, checkSiren);
  const rna = identifier(reader, 'rna', row.rna, checkRna);
  if (siret && givenSiren && !siret.startsWith(givenSiren)) {
    reader.warn('siren', 'siren-differs', { siren: givenSiren });
  }
  const siren = siret ? siret.slice(0, 9) : givenSiren;
  const key = siret ?? rna ?? siren;
  if (!key) {
    return {
      accepted: false,
      issues: [
        { field: 'siret', code: 'no-identity' },
        ...reader.warnings.filter((warning) => /^(siret|siren|rna)-invalid$/.test(warning.code)),
      ],
    };
  }
  const postalCode = readPostal(reader, row.postalCode);
  const commune = readCommune(reader, row, postalCode, lookup);
  const acronym = reader.text('acronym', row.acronym, 40);
  const address = [row.number, row.address]
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ');
  return {
    accepted: true,
    key,
    record: {
      key,
      name,
      acronym,
      kind: readKind(reader, row.kind, lookup),
      siren,
      siret,
      rna,
      description: reader.text('description', row.description, 4000),
      address: reader.text('address', address, 300),
      postal_code: postalCode,
      commune_code: commune?.code ?? null,
      department_code: commune?.departmentCode ?? null,
      website: reader.url('website', row.website),
      place_key: placeKey(address, postalCode),
      ...partnerSearch({ name, acronym, siren, siret, rna }),
    },
    warnings: reader.warnings,
  };
}

function identifier(
  reader: Reader,
  field: 'siret' | 'siren' | 'rna',
  value: string,
  check: typeof checkSiret,
): string | null {
  if (value.trim() === '') return null;
  const checked = check(value, { restoreLeadingZeros: true });
  if (checked.ok) return checked.value;
  reader.warn(field, `${field}-invalid`, { value: value.trim().slice(0, 30) });
  return null;
}

function readPostal(reader: Reader, value: string): string {
  if (value.trim() === '') return '';
  const code = readPostalCode(value);
  if (code === null)
    reader.warn('postalCode', 'postal-code-invalid', { value: value.trim().slice(0, 20) });
  return code ?? '';
}

function readCommune(reader: Reader, row: PartnerCells, postalCode: string, lookup: PartnerLookup) {
  const byCode = row.communeCode.trim() === '' ? null : lookup.communes.resolve(row.communeCode);
  if (byCode) return byCode;
  if (row.locality.trim() === '' && postalCode === '') return null;
  const found = lookup.postal.find(postalCode, row.locality);
  if (!found) {
    const value = [postalCode, row.locality.trim()].filter(Boolean).join(' ').slice(0, 60);
    reader.warn('locality', 'commune-unclear', { value });
  }
  return found;
}

function readKind(reader: Reader, value: string, lookup: PartnerLookup): PartnerKind {
  const text = value.trim();
  if (text === '') return 'other';
  const said = lookup.kindOf(text);
  const kind = PARTNER_KINDS.find((known) => known === said);
  if (!kind) reader.warn('kind', 'kind-unknown', { value: text.slice(0, 60) });
  return kind ?? 'other';
}
