import { type GeoProjection, geoCentroid, geoConicConformal, geoMercator } from 'd3-geo';
import type { Feature, MultiPolygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import outlines from './departments.topo.json' with { type: 'json' };
import { simplifyLine, svgPath } from './path/domain.ts';

/** A department to draw: SVG path data and a point inside for its label, in the map's units. */
export interface MapShape {
  readonly code: string;
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

/** A frame around a territory that is drawn elsewhere than it lies. */
export interface MapInset {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A drawn map. Units are those of the SVG's view box, rounded to 0.1. */
export interface TerritoryMap {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly MapShape[];
  readonly insets: readonly MapInset[];
  /** Where a WGS 84 position lies on the map; null when it is not on it. */
  project(lon: number, lat: number): readonly [x: number, y: number] | null;
}

type Department = Feature<MultiPolygon>;
type Outlines = Topology<{ departments: GeometryCollection }>;

/** Parallels of the French legal projection (Lambert-93), so that the country has its usual look. */
const PARALLELS: [number, number] = [44, 49];

/** Width and height of the country map, with the overseas departments in a row underneath. */
const COUNTRY = { width: 600, height: 700, inset: 104, gap: 20 };

/** Longest side of a department's map. */
const DEPARTMENT_SIZE = 480;
const MARGIN = 8;

/** Detail of the country map in degrees: below half a unit of its view box. */
const COUNTRY_TOLERANCE = 0.008;

const OVERSEAS: readonly { code: string; box: readonly [number, number, number, number] }[] = [
  { code: '971', box: [-62, 15.7, -60.9, 16.6] },
  { code: '972', box: [-61.4, 14.3, -60.7, 15] },
  { code: '973', box: [-55, 2, -51, 6] },
  { code: '974', box: [55.1, -21.5, 55.9, -20.8] },
  { code: '976', box: [44.9, -13.1, 45.4, -12.5] },
];
const METROPOLE = [-5.5, 41, 9.8, 51.5] as const;

let country: TerritoryMap | undefined;
const departments = new Map<string, TerritoryMap | null>();
let detailed: ReadonlyMap<string, Department> | undefined;

/** France: metropolitan departments in place, the five overseas ones in frames underneath. */
export function countryMap(): TerritoryMap {
  country ??= drawCountry();
  return country;
}

/** One department as large as fits; null for a code without an outline (975, 977, 978, 986…). */
export function departmentMap(code: string): TerritoryMap | null {
  let map = departments.get(code);
  if (map === undefined) {
    detailed ??= byCode(outlines as unknown as Outlines);
    const shape = detailed.get(code);
    map = shape ? drawDepartment(code, shape) : null;
    departments.set(code, map);
  }
  return map;
}

/** Positions on a map as dots, one path a kind: « M12.3 45.6h0 » a dot. Those off it are left out. */
export function dotsOn(
  map: TerritoryMap,
  points: readonly {
    readonly kind: string;
    readonly longitude: number;
    readonly latitude: number;
  }[],
): { kind: string; path: string }[] {
  const paths = new Map<string, string>();
  for (const { kind, longitude, latitude } of points) {
    const point = map.project(longitude, latitude);
    if (point) paths.set(kind, `${paths.get(kind) ?? ''}M${point[0]} ${point[1]}h0`);
  }
  return [...paths].map(([kind, path]) => ({ kind, path }));
}

function drawCountry(): TerritoryMap {
  const shapes = byCode(simplified(outlines as unknown as Outlines, COUNTRY_TOLERANCE));
  const { width, height, inset, gap } = COUNTRY;
  const overseas = new Set(OVERSEAS.map((zone) => zone.code));
  const mainland = [...shapes].filter(([code]) => !overseas.has(code));
  const projection = geoConicConformal()
    .parallels(PARALLELS)
    .rotate([-3, 0])
    .fitExtent(
      [
        [MARGIN, MARGIN],
        [width - MARGIN, height - inset - gap],
      ],
      { type: 'FeatureCollection', features: mainland.map(([, shape]) => shape) },
    );
  const drawn = mainland.map(([code, shape]) => draw(code, shape, projection));
  const zones = [{ box: METROPOLE, projection }] as {
    box: readonly [number, number, number, number];
    projection: GeoProjection;
  }[];
  const insets: MapInset[] = [];
  for (const [i, { code, box }] of OVERSEAS.entries()) {
    const shape = shapes.get(code);
    if (!shape) continue;
    const frame = {
      code,
      x: MARGIN + i * (inset + 16),
      y: height - inset,
      width: inset,
      height: inset - MARGIN,
    };
    const own = geoMercator().fitExtent(
      [
        [frame.x + 6, frame.y + 6],
        [frame.x + frame.width - 6, frame.y + frame.height - 6],
      ],
      shape,
    );
    insets.push(frame);
    drawn.push(draw(code, shape, own));
    zones.push({ box, projection: own });
  }
  return {
    width,
    height,
    insets,
    shapes: drawn,
    project(lon, lat) {
      const zone = zones.find(
        ({ box: [west, south, east, north] }) =>
          lon >= west && lon <= east && lat >= south && lat <= north,
      );
      return zone ? at(zone.projection, lon, lat) : null;
    },
  };
}

function drawDepartment(code: string, shape: Department): TerritoryMap {
  const [centre = 0] = geoCentroid(shape);
  const raw = code.startsWith('97')
    ? geoMercator()
    : geoConicConformal().parallels(PARALLELS).rotate([-centre, 0]);
  const projection = raw.fitExtent(
    [
      [MARGIN, MARGIN],
      [DEPARTMENT_SIZE - MARGIN, DEPARTMENT_SIZE - MARGIN],
    ],
    shape,
  );
  // The extent is a square: the map keeps only the part that the department fills.
  const points = shape.geometry.coordinates
    .flat(2)
    .map(([lon = 0, lat = 0]) => projection([lon, lat]));
  const xs = points.map((point) => point?.[0] ?? 0);
  const ys = points.map((point) => point?.[1] ?? 0);
  const [translateX, translateY] = projection.translate();
  projection.translate([
    translateX - Math.min(...xs) + MARGIN,
    translateY - Math.min(...ys) + MARGIN,
  ]);
  const width = Math.ceil(Math.max(...xs) - Math.min(...xs) + 2 * MARGIN);
  const height = Math.ceil(Math.max(...ys) - Math.min(...ys) + 2 * MARGIN);
  return {
    width,
    height,
    insets: [],
    shapes: [draw(code, shape, projection)],
    project(lon, lat) {
      const point = at(projection, lon, lat);
      if (!point) return null;
      const [x, y] = point;
      return x < 0 || y < 0 || x > width || y > height ? null : point;
    },
  };
}

function draw(code: string, shape: Department, projection: GeoProjection): MapShape {
  const rings = shape.geometry.coordinates
    .flat()
    .map((ring) => ring.map(([lon = 0, lat = 0]) => projection([lon, lat]) ?? [NaN, NaN]));
  const [x, y] = at(projection, ...centreOf(shape)) ?? [0, 0];
  return { code, path: svgPath(rings), x, y };
}

/** Centre of the largest part, so that islands do not pull a label into the sea. */
function centreOf(shape: Department): [lon: number, lat: number] {
  const parts = shape.geometry.coordinates.toSorted(
    (a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0),
  );
  return geoCentroid({ type: 'Polygon', coordinates: parts[0] ?? [] });
}

function at(projection: GeoProjection, lon: number, lat: number): [number, number] | null {
  const point = projection([lon, lat]);
  if (!point || !Number.isFinite(point[0]) || !Number.isFinite(point[1])) return null;
  return [Math.round(point[0] * 10) / 10, Math.round(point[1] * 10) / 10];
}

function byCode(topology: Outlines): Map<string, Department> {
  const { features } = feature(topology, topology.objects.departments);
  return new Map(features.map((shape) => [String(shape.id), shape as Department]));
}

/** The same topology with fewer points; neighbours keep the same common border. */
function simplified(topology: Outlines, tolerance: number): Outlines {
  const [kx, ky] = topology.transform?.scale ?? [1, 1];
  const [dx, dy] = topology.transform?.translate ?? [0, 0];
  const arcs = topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    const line = arc.map(([a = 0, b = 0]) => {
      x += a;
      y += b;
      return [x * kx + dx, y * ky + dy];
    });
    return simplifyLine(line, tolerance);
  });
  const { transform: _, ...rest } = topology;
  return { ...rest, arcs };
}
