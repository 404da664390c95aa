import type { Parsed } from '../../../platform/imports/importer.ts';
import { RowReader } from '../../../platform/imports/values.ts';
import { boundingBox } from '../geometry/domain.ts';
import { inFrance } from '../position/domain.ts';
import type { CommuneResolver } from '../reference/queries.ts';
import type { AreaGeometry } from '../tables.ts';
import type { QpvImportCode } from './messages.fr.ts';

/** A priority neighbourhood to be written. */
export interface QpvRecord {
  readonly code: string;
  readonly name: string;
  readonly department_code: string | null;
  readonly geometry: AreaGeometry;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly vintage: string;
  readonly communes: readonly string[];
}

/** More points than any neighbourhood's outline has. */
const MOST_POINTS = 200_000;

/** Reads one feature of the official file of priority neighbourhoods (ANCT, GeoJSON). */
export function parseQpv(
  value: unknown,
  communes: CommuneResolver,
): Parsed<QpvRecord, QpvImportCode> {
  const feature = asObject(value);
  const properties = asObject(feature?.properties);
  if (!feature || !properties)
    return { accepted: false, issues: [{ field: '', code: 'not-an-object' }] };
  const reader = new RowReader<QpvImportCode>();
  const code = textOf(properties.code_qp).toUpperCase();
  if (code === '') return { accepted: false, issues: [{ field: 'code_qp', code: 'required' }] };
  if (!/^Q[NP][0-9A-Z]{4,8}$/.test(code)) {
    return {
      accepted: false,
      issues: [{ field: 'code_qp', code: 'qpv-code-invalid', params: { code: code.slice(0, 20) } }],
    };
  }
  const area = readArea(reader, feature.geometry);
  const box = area && boundingBox(area);
  if (!area || !box)
    return { accepted: false, issues: [{ field: 'geometry', code: 'outline-missing' }] };
  if (!inFrance((box.south + box.north) / 2, (box.west + box.east) / 2)) {
    return { accepted: false, issues: [{ field: 'geometry', code: 'outline-outside' }] };
  }
  const found = readCommunes(reader, textOf(properties.insee_com), communes);
  const name = reader.text('lib_qp', textOf(properties.lib_qp), 200);
  if (name === '') reader.warn('lib_qp', 'name-replaced', { name: code });
  return {
    accepted: true,
    key: code,
    record: {
      code,
      name: name || code,
      department_code: found[0]?.departmentCode ?? null,
      geometry: area,
      ...box,
      vintage: code.startsWith('QN') ? '2024' : '2015',
      communes: [...new Set(found.map((commune) => commune.code))].sort(),
    },
    warnings: reader.warnings,
  };
}

function readCommunes(reader: RowReader<QpvImportCode>, text: string, communes: CommuneResolver) {
  const codes = text.split(/[,;|\s]+/).filter(Boolean);
  if (codes.length === 0) reader.warn('insee_com', 'qpv-without-commune');
  return codes.flatMap((code) => {
    const commune = communes.resolve(code);
    if (!commune) reader.warn('insee_com', 'commune-unknown', { code: code.slice(0, 20) });
    return commune ? [commune] : [];
  });
}

/** The outline as `[longitude, latitude]`; put right when it stands the other way round. */
function readArea(reader: RowReader<QpvImportCode>, value: unknown): AreaGeometry | null {
  const geometry = asObject(value);
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') return null;
  const depth = geometry.type === 'Polygon' ? 2 : 3;
  const size = { points: 0 };
  if (!isNested(geometry.coordinates, depth, size) || size.points < 3) return null;
  const area = { type: geometry.type, coordinates: geometry.coordinates } as AreaGeometry;
  const box = boundingBox(area);
  if (!box) return null;
  const across = (box.west + box.east) / 2;
  const up = (box.south + box.north) / 2;
  if (inFrance(up, across) || !inFrance(across, up)) return area;
  reader.warn('geometry', 'position-swapped');
  return { type: area.type, coordinates: swapped(area.coordinates, depth) } as AreaGeometry;
}

function isNested(value: unknown, depth: number, size: { points: number }): boolean {
  if (!Array.isArray(value)) return false;
  if (depth > 0) return value.every((part) => isNested(part, depth - 1, size));
  size.points += 1;
  return (
    size.points <= MOST_POINTS && value.length >= 2 && value.slice(0, 2).every(Number.isFinite)
  );
}

function swapped(value: unknown, depth: number): unknown {
  if (!Array.isArray(value)) return value;
  if (depth > 0) return value.map((part) => swapped(part, depth - 1));
  const [first, second] = value;
  return [second, first];
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
