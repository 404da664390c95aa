import type { Parsed } from '../../../platform/imports/importer.ts';
import { parseUrl, RowReader } from '../../../platform/imports/values.ts';
import { codeOfWord, type MediationList, TYPOLOGIES } from '../../alliance/public.ts';
import { type Position, readPosition } from '../../territories/public.ts';
import { readPhone, readPostal } from '../contact-point-import/domain.ts';
import { isPersonalEmail, LONGEST_SUMMARY, readPivot, type Sheet } from '../mediation/domain.ts';
import { readOpeningHours } from '../opening-hours/domain.ts';
import { neighbourhoodOf, type PlaceRecord, searchColumns } from '../place-upsert/domain.ts';
import type { MediationCode } from './messages.fr.ts';
import type { MediationLookup } from './queries.ts';

/** Columns of the national standard, and what older files call them. */
export const COLUMNS = {
  id: { names: ['id'], required: true },
  pivot: { names: ['pivot', 'siret'] },
  name: { names: ['nom'], required: true },
  commune: { names: ['commune'] },
  postal: { names: ['code_postal'] },
  insee: { names: ['code_insee'] },
  address: { names: ['adresse'] },
  extra: { names: ['complement_adresse'] },
  latitude: { names: ['latitude'] },
  longitude: { names: ['longitude'] },
  typology: { names: ['typologie'] },
  phone: { names: ['telephone'] },
  emails: { names: ['courriels', 'courriel'] },
  website: { names: ['site_web'] },
  hours: { names: ['horaires'] },
  summary: { names: ['presentation_resume'] },
  detail: { names: ['presentation_detail'] },
  source: { names: ['source'] },
  itinerance: { names: ['itinerance'] },
  parent: { names: ['structure_parente'] },
  updated: { names: ['date_maj'] },
  services: { names: ['services'] },
  publics: { names: ['publics_specifiquement_adresses', 'publics_accueillis'] },
  specialCare: { names: ['prise_en_charge_specifique'] },
  fees: { names: ['frais_a_charge', 'conditions_acces', 'conditions_access'] },
  programmes: { names: ['dispositif_programmes_nationaux', 'labels_nationaux'] },
  labels: { names: ['formations_labels'] },
  otherLabels: { names: ['autres_formations_labels', 'labels_autres'] },
  accessWays: { names: ['modalites_acces'] },
  accompaniments: { names: ['modalites_accompagnement'] },
  accessibility: { names: ['fiche_acces_libre', 'accessibilite'] },
  booking: { names: ['prise_rdv'] },
  sourceUrl: { names: ['lien_source'] },
} as const;

export type MediationCells = Readonly<Record<keyof typeof COLUMNS, string>>;

/** A sheet as a file gives it; a file without dates leaves the one that is known. */
export interface SheetRecord extends Omit<Sheet, 'updatedOn'> {
  readonly updatedOn: string | null;
}

/** A place with its sheet; what is null is left as it is. */
export interface MediationRecord {
  readonly externalId: string;
  readonly place: PlaceRecord | null;
  readonly sheet: SheetRecord | null;
}

/** What tells one kind of file from another. */
export interface MediationSource {
  /** `source` of the places; with their own id it names them for ever. */
  readonly source: string;
  /** Who gathered the sheet, where the row does not say. */
  readonly gatheredBy: string;
}

type Reader = RowReader<MediationCode>;

/** Farther than this from the middle of its commune no place lies, in km; in Guyane much farther. */
const FAR = 40;
const FAR_GUYANE = 250;

/** Reads one row under the standard's column names: all that can be repaired is, with a remark. */
export function parseMediationPlace(
  row: MediationCells,
  lookup: MediationLookup,
  from: MediationSource,
): Parsed<MediationRecord, MediationCode> {
  const reader: Reader = new RowReader<MediationCode>();
  const id = row.id.trim().slice(0, 100);
  if (id === '') return { accepted: false, issues: [{ field: 'id', code: 'required' }] };
  if (lookup.own.has(id.toLowerCase().replace(/^maillage--/, ''))) {
    reader.warn('id', 'own-place');
    return accepted(id, null, null, reader);
  }
  const name = reader.text('name', row.name, 160);
  if (name === '') return { accepted: false, issues: [{ field: 'name', code: 'required' }] };
  const postal = readPostal(reader, row.postal);
  if (postal !== '' && row.postal.trim().length === 4)
    reader.warn('postal', 'postal-zero-lost', { code: postal });
  const where = readWhere(reader, row);
  const commune = findCommune(reader, row, postal, where, lookup);
  if (!commune) {
    const params = {
      code: row.insee.trim().slice(0, 20),
      address: `${row.postal} ${row.commune}`.trim().slice(0, 80),
    };
    return { accepted: false, issues: [{ field: 'commune', code: 'commune-unknown', params }] };
  }
  const position = nearCommune(reader, where, commune, lookup);
  const precision = position ? ('address' as const) : ('unknown' as const);
  const edited = lookup.edited.has(id);
  if (edited) reader.warn('', 'sheet-kept');
  const openingHours = readHours(reader, row.hours);
  const base = {
    source: from.source,
    external_id: id,
    kind: 'digital-place' as const,
    name,
    address: reader.text('address', row.address, 200),
    address_extra: reader.text('extra', row.extra, 200),
    postal_code: postal,
    commune_code: commune.code,
    department_code: commune.departmentCode,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    position_precision: precision,
    phone: readPhone(reader, row.phone),
    website: readSite(reader, row.website),
    ...(openingHours.week && !edited ? { hours: openingHours.week.hours } : {}),
    parent_external_id: null,
    qpv_code: neighbourhoodOf(lookup.qpv, position, precision),
    vintage: lookup.vintage,
  };
  const communeName = lookup.names.get(commune.code) ?? '';
  const place = { ...base, ...searchColumns({ ...base, communeName }) };
  const sheet = edited ? null : readSheet(reader, row, openingHours.text, from);
  return accepted(id, place, sheet, reader);
}

function accepted(
  externalId: string,
  place: PlaceRecord | null,
  sheet: SheetRecord | null,
  reader: Reader,
): Parsed<MediationRecord, MediationCode> {
  return {
    accepted: true,
    key: externalId,
    record: { externalId, place, sheet },
    warnings: reader.warnings,
  };
}

interface FoundCommune {
  readonly code: string;
  readonly departmentCode: string;
}

function findCommune(
  reader: Reader,
  row: MediationCells,
  postal: string,
  where: Position | null,
  lookup: MediationLookup,
): FoundCommune | null {
  const written = row.insee.trim().replace(/[.,]0+$/, '');
  const known = lookup.communes.resolve(written);
  if (known) {
    if (/^\d{4}$/.test(written)) reader.warn('insee', 'insee-zero-lost', { code: `0${written}` });
    if (known.via === 'former')
      reader.warn('insee', 'commune-former', { code: written, today: known.code });
    return known;
  }
  const found = lookup.postal.find(postal, row.commune);
  const address = `${postal} ${row.commune}`.trim().slice(0, 80);
  if (!found) {
    const near = nearestOf(lookup.sharing.get(postal) ?? [], where, lookup);
    if (near) {
      const name = lookup.names.get(near.code) ?? near.code;
      reader.warn('commune', 'commune-by-position', { address, name, code: near.code });
    }
    return near;
  }
  // A file without INSEE codes is read by its addresses throughout: only what is unsure is said.
  if (written !== '' || found.via !== 'exact') {
    reader.warn('commune', 'commune-by-address', { address, code: found.code });
  }
  return found;
}

/** How far the middle of a commune may be from a place whose commune is only told by its position. */
const NEAREST_KM = 12;

/** Of the communes of a postal code the one whose middle is nearest to a position. */
function nearestOf(
  communes: readonly FoundCommune[],
  where: Position | null,
  lookup: MediationLookup,
): FoundCommune | null {
  let nearest: FoundCommune | null = null;
  let least = NEAREST_KM;
  for (const commune of where ? communes : []) {
    const centre = lookup.centres.get(commune.code);
    const km = where && centre ? kilometres(where, centre) : least;
    if (km >= least) continue;
    nearest = commune;
    least = km;
  }
  return nearest;
}

const readWhere = (reader: Reader, row: MediationCells): Position | null =>
  readPosition(
    reader,
    { latitude: 'latitude', longitude: 'longitude' },
    { latitude: row.latitude, longitude: row.longitude },
  );

/** A position that is not another town's. */
function nearCommune(
  reader: Reader,
  position: Position | null,
  commune: FoundCommune,
  lookup: MediationLookup,
): Position | null {
  const centre = lookup.centres.get(commune.code);
  if (!position || !centre) return position;
  const km = kilometres(position, centre);
  if (km <= (commune.departmentCode === '973' ? FAR_GUYANE : FAR)) return position;
  reader.warn('latitude', 'position-far', { km: Math.round(km) });
  return null;
}

/** Great-circle distance on a sphere of 6,371 km. */
export function kilometres(a: Position, b: Position): number {
  const radians = Math.PI / 180;
  const half = (degrees: number): number => Math.sin((degrees * radians) / 2) ** 2;
  const chord =
    half(b.latitude - a.latitude) +
    Math.cos(a.latitude * radians) *
      Math.cos(b.latitude * radians) *
      half(b.longitude - a.longitude);
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(chord)));
}

function readHours(reader: Reader, value: string) {
  const text = reader.text('hours', value, 500);
  const week = text === '' ? null : readOpeningHours(text);
  if (text !== '' && !week) reader.warn('hours', 'hours-kept', { value: text.slice(0, 60) });
  return { text, week };
}

function readSheet(
  reader: Reader,
  row: MediationCells,
  openingHours: string,
  from: MediationSource,
): SheetRecord {
  const list = (name: MediationList): string[] => readWords(reader, name, row[name]);
  const { pivot, problem } = readPivot(row.pivot);
  if (problem)
    reader.warn('pivot', problem, { value: row.pivot.trim().slice(0, 20), pivot: pivot ?? '' });
  return {
    services: list('services'),
    publics: list('publics'),
    specialCare: list('specialCare'),
    fees: list('fees'),
    itinerance: list('itinerance'),
    programmes: list('programmes'),
    labels: list('labels'),
    accessWays: list('accessWays'),
    accompaniments: list('accompaniments'),
    typology: readTypology(reader, row.typology),
    otherLabels: split(row.otherLabels).map((label) => reader.text('otherLabels', label, 120)),
    openingHours,
    summary: reader.text('summary', row.summary, LONGEST_SUMMARY),
    detail: reader.text('detail', row.detail, 5000),
    emails: readEmails(reader, row.emails),
    bookingUrl: reader.url('booking', row.booking),
    accessibilityUrl: reader.url('accessibility', row.accessibility),
    pivot,
    parentStructure: reader.text('parent', row.parent, 200),
    source: reader.text('source', row.source, 120) || from.gatheredBy,
    sourceUrl: reader.url('sourceUrl', row.sourceUrl),
    updatedOn: reader.day('updated', row.updated),
  };
}

/** Values of one cell: by bars, or by semicolons as older files have it. */
export function split(cell: string): string[] {
  return cell
    .split(/[|;]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** Codes of a cell's words, in the order of the standard's list, each once. */
function readWords(reader: Reader, list: MediationList, cell: string): string[] {
  const codes = new Set<string>();
  for (const word of split(cell)) {
    const code = codeOfWord(list, word);
    if (code) codes.add(code);
    else reader.warn(list, 'word-unknown', { value: word.slice(0, 80) });
  }
  return [...codes].sort();
}

function readTypology(reader: Reader, cell: string): string[] {
  const codes = new Set<string>();
  for (const word of split(cell)) {
    const code = TYPOLOGIES.find((one) => one.toUpperCase() === word.toUpperCase());
    if (code) codes.add(code);
    else reader.warn('typology', 'word-unknown', { value: word.slice(0, 80) });
  }
  return [...codes].sort();
}

function readEmails(reader: Reader, cell: string): string[] {
  const emails = new Set<string>();
  for (const word of cell.split(/[|;,\s]+/).filter(Boolean)) {
    if (!/^[^\s@<>"]+@[^\s@<>"]+\.[a-z]{2,}$/i.test(word) || word.length > 120) {
      reader.warn('emails', 'email-invalid', { value: word.slice(0, 80) });
      continue;
    }
    if (isPersonalEmail(word)) reader.warn('emails', 'email-personal');
    emails.add(word);
  }
  return [...emails].slice(0, 5);
}

function readSite(reader: Reader, cell: string): string | null {
  const sites = cell.split(/[|;]\s*(?=https?:|www\.)/).filter((site) => site.trim() !== '');
  if (sites.length > 1) reader.warn('website', 'website-several');
  const [first = ''] = sites;
  return parseUrl(first) ?? reader.url('website', first);
}

/** A value of a JSON element as a cell: a list becomes one cell, by bars. */
export const cellText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(cellText).filter(Boolean).join('|');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
