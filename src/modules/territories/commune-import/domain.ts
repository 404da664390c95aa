import { searchText } from '../../../platform/db/search.ts';
import type { Parsed } from '../../../platform/imports/importer.ts';
import { RowReader } from '../../../platform/imports/values.ts';
import { type Position, readPosition } from '../position/domain.ts';
import { searchWeight } from '../reference/domain.ts';
import { normaliseCommuneCode } from '../reference/queries.ts';
import type { CommuneImportCode } from './messages.fr.ts';

/** One commune of the public geo API (geo.api.gouv.fr), to be written. Null = the file is silent. */
export interface CommuneRecord {
  readonly code: string;
  readonly name: string;
  readonly department_code: string;
  readonly region_code: string;
  readonly epci_code: string | null;
  readonly population: number | null;
  readonly postal_codes: readonly string[] | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly search_text: string;
  readonly search_weight: number;
}

export interface CommuneLookup {
  /** Region of each department. */
  readonly regionOf: ReadonlyMap<string, string>;
  readonly epcis: ReadonlySet<string>;
  /** Former codes, with today's. */
  readonly formers: ReadonlyMap<string, string>;
}

/** More people than any commune will have. */
const MOST_PEOPLE = 20_000_000;

/** Reads one element of the geo API's list of communes. */
export function parseCommune(
  value: unknown,
  lookup: CommuneLookup,
): Parsed<CommuneRecord, CommuneImportCode> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { accepted: false, issues: [{ field: '', code: 'not-an-object' }] };
  }
  const item = value as Readonly<Record<string, unknown>>;
  const reader = new RowReader<CommuneImportCode>();
  const given = textOf(item.code);
  const code = normaliseCommuneCode(given);
  if (given === '') return { accepted: false, issues: [{ field: 'code', code: 'required' }] };
  if (!/^\d[0-9AB]\d{3}$/.test(code)) {
    return {
      accepted: false,
      issues: [
        { field: 'code', code: 'commune-code-invalid', params: { code: given.slice(0, 20) } },
      ],
    };
  }
  const today = lookup.formers.get(code);
  if (today) {
    return {
      accepted: false,
      issues: [{ field: 'code', code: 'commune-is-former', params: { code, today } }],
    };
  }
  const department = textOf(item.codeDepartement) || departmentOf(code);
  const region = lookup.regionOf.get(department);
  if (!region) {
    return {
      accepted: false,
      issues: [{ field: 'codeDepartement', code: 'department-unknown', params: { department } }],
    };
  }
  const name = reader.text('nom', textOf(item.nom), 100);
  if (name === '') return { accepted: false, issues: [{ field: 'nom', code: 'required' }] };
  const population = wholeOrNull(reader.number('population', textOf(item.population), MOST_PEOPLE));
  const postal = postalCodes(reader, item.codesPostaux);
  const position = readCentre(reader, item.centre);
  return {
    accepted: true,
    key: code,
    record: {
      code,
      name,
      department_code: department,
      region_code: region,
      epci_code: readEpci(reader, textOf(item.codeEpci), lookup),
      population,
      postal_codes: postal,
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
      search_text: searchText([name], [...(postal ?? []), code]),
      search_weight: searchWeight(population),
    },
    warnings: reader.warnings,
  };
}

function readEpci(
  reader: RowReader<CommuneImportCode>,
  code: string,
  lookup: CommuneLookup,
): string | null {
  if (code === '') return null;
  if (lookup.epcis.has(code)) return code;
  reader.warn('codeEpci', 'epci-unknown', { epci: code.slice(0, 20) });
  return null;
}

function postalCodes(reader: RowReader<CommuneImportCode>, value: unknown): string[] | null {
  if (!Array.isArray(value)) return null;
  const codes: string[] = [];
  for (const item of value) {
    const code = textOf(item);
    if (/^\d{5}$/.test(code)) codes.push(code);
    else reader.warn('codesPostaux', 'postal-code-invalid', { value: code.slice(0, 20) });
  }
  return codes.length > 0 ? codes : null;
}

function readCentre(reader: RowReader<CommuneImportCode>, centre: unknown): Position | null {
  if (centre === undefined || centre === null) return null;
  const coordinates = (centre as { coordinates?: unknown }).coordinates;
  const fields = { latitude: 'centre', longitude: 'centre' };
  const [longitude, latitude] = Array.isArray(coordinates) ? coordinates : [];
  if (typeof latitude !== 'number' || typeof longitude !== 'number') {
    reader.warn('centre', 'number-invalid', { value: JSON.stringify(centre).slice(0, 40) });
    return null;
  }
  return readPosition(reader, fields, { latitude, longitude });
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function wholeOrNull(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

/** Department of an INSEE code: two characters, three overseas. */
function departmentOf(code: string): string {
  return code.startsWith('97') || code.startsWith('98') ? code.slice(0, 3) : code.slice(0, 2);
}
