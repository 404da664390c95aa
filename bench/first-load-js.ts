import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../tools/install.mjs';
import { signIn, startProduct } from './product.ts';
import type { Measured } from './report.ts';
import type { Samples } from './samples.ts';
import type { Worlds } from './worlds.ts';

const client = join(root, 'build/client');

interface ManifestRoute {
  readonly id: string;
  readonly parentId?: string;
  readonly path?: string;
  readonly module: string;
  readonly imports?: readonly string[];
  readonly hasDefaultExport?: boolean;
}

interface Manifest {
  readonly entry: { readonly module: string; readonly imports: readonly string[] };
  readonly routes: Readonly<Record<string, ManifestRoute>>;
}

/** Routes whose pages draw a map; they may load more. */
const WITH_MAP = /pages\/(territories|territory|place)$/;

function readManifest(): Manifest {
  const name = readdirSync(join(client, 'assets')).find((file) => /^manifest-.*\.js$/.test(file));
  if (!name) throw new Error('the pages are not built');
  const text = readFileSync(join(client, 'assets', name), 'utf8');
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as Manifest;
}

/** Every script that a page's first load needs: entry, its routes, and what those import. */
export function scriptsOf(manifest: Manifest, routeId: string): Set<string> {
  const scripts = new Set([manifest.entry.module, ...manifest.entry.imports]);
  for (let route = manifest.routes[routeId]; route; ) {
    for (const script of [route.module, ...(route.imports ?? [])]) scripts.add(script);
    route = route.parentId ? manifest.routes[route.parentId] : undefined;
  }
  // What the manifest might not tell: static imports of the files themselves.
  for (const script of scripts) {
    const text = readFileSync(join(client, script), 'utf8');
    for (const [, name] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
      scripts.add(`/assets/${name}`);
  }
  return scripts;
}

const gzipped = (scripts: Iterable<string>): number =>
  [...scripts].reduce((sum, path) => sum + gzipSync(readFileSync(join(client, path))).length, 0);

/** The scripts of the heaviest page without a map, checked against what the page itself asks for. */
export async function firstLoad(worlds: Worlds): Promise<Measured> {
  const { folder, samples } = await worlds.embedded();
  const manifest = readManifest();
  const pages = Object.values(manifest.routes)
    .filter((route) => route.hasDefaultExport && route.parentId === 'layout/shell')
    .map((route) => ({ route, scripts: scriptsOf(manifest, route.id) }))
    .map((page) => ({ ...page, bytes: gzipped(page.scripts) }))
    .sort((a, b) => b.bytes - a.bytes);
  const largest = pages.find(({ route }) => !WITH_MAP.test(route.id));
  const map = pages.find(({ route }) => WITH_MAP.test(route.id));
  if (!largest || !map) throw new Error('the build has no pages');
  const missed = await askedFor(folder, samples, largest.route, largest.scripts);
  return {
    id: 'first-load-js',
    what: `gzip of all scripts that the largest page without a map loads first (${largest.route.path ?? largest.route.id})`,
    value: largest.bytes / 1000,
    unit: 'KB',
    engine: `build of today, ${largest.scripts.size} files`,
    runs: 1,
    sound: missed.length === 0,
    details: [
      `with a map, at most ${(map.bytes / 1000).toFixed(1)} KB (${map.route.path})`,
      missed.length === 0
        ? 'its HTML asks for no other script'
        : `its HTML also asks for ${missed.join(', ')}`,
    ],
  };
}

/** Scripts that the page's HTML asks for and that were not counted. */
async function askedFor(
  folder: string,
  samples: Samples,
  route: ManifestRoute,
  counted: ReadonlySet<string>,
): Promise<string[]> {
  const product = await startProduct(folder);
  try {
    const cookie = await signIn(product.url, samples.account);
    const path = (route.path ?? '').replace(/:\w+/, samples.partnership);
    const answer = await fetch(`${product.url}/${path}`, { headers: { cookie } });
    const html = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status} from /${path}`);
    const asked = new Set([
      ...[...html.matchAll(/<link[^>]*rel="modulepreload"[^>]*href="([^"]+)"/g)].map(
        ([, at]) => at,
      ),
      ...[...html.matchAll(/\b(?:import|from)\s*["']([^"']+\.js)["']/g)].map(([, at]) => at),
      ...[...html.matchAll(/<script[^>]*src="([^"]+)"/g)].map(([, at]) => at),
    ]);
    if (asked.size === 0) throw new Error(`/${path} asks for no script`);
    return [...asked].filter((script): script is string => !!script && !counted.has(script));
  } finally {
    await product.stop();
  }
}
