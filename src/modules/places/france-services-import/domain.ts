import type { Parsed } from '../../../platform/imports/importer.ts';
import { RowReader } from '../../../platform/imports/values.ts';
import { readPosition } from '../../territories/public.ts';
import { readPhone, readPostal } from '../contact-point-import/domain.ts';
import { neighbourhoodOf, type PlaceRecord, searchColumns } from '../place-upsert/domain.ts';
import type { PlaceLookup } from '../place-upsert/queries.ts';
import type { Weekday, WeekHours } from '../tables.ts';
import type { FranceServicesCode } from './messages.fr.ts';

export const COLUMNS = {
  id: { names: ['id_fs', 'id'], required: true },
  name: { names: ['lib_fs', 'nom'], required: true },
  address: { names: ['adresse'] },
  extra: { names: ['complement_adresse'] },
  commune: { names: ['insee_com', 'code_insee'], required: true },
  postal: { names: ['code_postal'] },
  latitude: { names: ['latitude'] },
  longitude: { names: ['longitude'] },
  phone: { names: ['telephone'] },
  monday: { names: ['h_lundi'] },
  tuesday: { names: ['h_mardi'] },
  wednesday: { names: ['h_mercredi'] },
  thursday: { names: ['h_jeudi'] },
  friday: { names: ['h_vendredi'] },
  saturday: { names: ['h_samedi'] },
  comment: { names: ['commentaire'] },
  format: { names: ['format_fs'] },
} as const;

export type FranceServicesCells = Readonly<Record<keyof typeof COLUMNS, string>>;

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** Reads one row of the national list of France Services (ANCT). */
export function parseFranceServices(
  row: FranceServicesCells,
  lookup: PlaceLookup,
): Parsed<PlaceRecord, FranceServicesCode> {
  const reader = new RowReader<FranceServicesCode>();
  const id = row.id.trim();
  if (id === '') return { accepted: false, issues: [{ field: 'id', code: 'required' }] };
  const name = reader.text('name', row.name, 160);
  if (name === '') return { accepted: false, issues: [{ field: 'name', code: 'required' }] };
  const commune = lookup.communes.resolve(row.commune);
  if (!commune) {
    const code = row.commune.trim().slice(0, 20);
    return {
      accepted: false,
      issues: [
        { field: 'commune', code: code === '' ? 'required' : 'commune-unknown', params: { code } },
      ],
    };
  }
  if (commune.via === 'former') {
    reader.warn('commune', 'commune-former', { code: row.commune.trim(), today: commune.code });
  }
  const position = readPosition(
    reader,
    { latitude: 'latitude', longitude: 'longitude' },
    { latitude: row.latitude, longitude: row.longitude },
  );
  const precision = position ? ('address' as const) : ('unknown' as const);
  const { hours, notes } = readWeek(reader, row);
  const comment = reader.text('comment', row.comment, 400);
  const base = {
    source: 'france-services',
    external_id: id.slice(0, 40),
    kind: 'france-services' as const,
    name,
    address: reader.text('address', row.address, 200),
    address_extra: reader.text('extra', row.extra, 200),
    postal_code: readPostal(reader, row.postal),
    commune_code: commune.code,
    department_code: commune.departmentCode,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    position_precision: precision,
    phone: readPhone(reader, row.phone),
    hours,
    hours_note: [...notes, comment].filter(Boolean).join(' · ').slice(0, 500),
    services: ['france-services'],
    parent_external_id: null,
    qpv_code: neighbourhoodOf(lookup.qpv, position, precision),
    vintage: lookup.vintage,
  };
  const communeName = lookup.names.get(commune.code) ?? '';
  return {
    accepted: true,
    key: base.external_id,
    record: { ...base, ...searchColumns({ ...base, communeName }) },
    warnings: reader.warnings,
  };
}

function readWeek(
  reader: RowReader<FranceServicesCode>,
  row: FranceServicesCells,
): { hours: WeekHours | null; notes: string[] } {
  const hours: Partial<Record<Weekday, [string, string][]>> = {};
  const notes: string[] = [];
  for (const day of DAYS) {
    const text = row[day].trim();
    if (text === '') continue;
    const spans = parseSpans(text);
    if (spans && spans.length > 0) hours[day] = spans;
    else if (!spans) {
      reader.warn(day, 'hours-unreadable', { value: text.slice(0, 60) });
      notes.push(reader.text(day, text, 120));
    }
  }
  return { hours: Object.keys(hours).length > 0 ? hours : null, notes };
}

/**
 * « 09:00 - 12:00 / 13:30 - 17:00 » as spans in order, also with « 9h » and « 9h30 ». The filler
 * « 00:00 - 00:00 » and repeats are left out, so that an empty list means closed; null when the
 * text does not read so, or when spans contradict each other by overlapping.
 */
export function parseSpans(text: string): [string, string][] | null {
  const spans = new Map<string, [string, string]>();
  for (const part of text.split('/')) {
    const span = parseSpan(part);
    if (!span) return null;
    if (span[0] !== '00:00' || span[1] !== '00:00') spans.set(span.join(), span);
  }
  const ordered = [...spans.values()].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [at, [from, to]] of ordered.entries()) {
    if (from >= to || from < (ordered[at - 1]?.[1] ?? '')) return null;
  }
  return ordered;
}

function parseSpan(text: string): [string, string] | null {
  const found = /^\s*(\d{1,2})\s*[:h]\s*(\d{2})?\s*[-–à]\s*(\d{1,2})\s*[:h]\s*(\d{2})?\s*$/i.exec(
    text,
  );
  if (!found) return null;
  const [, fromHour = '', fromMinute = '00', toHour = '', toMinute = '00'] = found;
  if (Number(fromHour) > 23 || Number(toHour) > 24) return null;
  if (Number(fromMinute) > 59 || Number(toMinute) > 59) return null;
  return [`${fromHour.padStart(2, '0')}:${fromMinute}`, `${toHour.padStart(2, '0')}:${toMinute}`];
}
