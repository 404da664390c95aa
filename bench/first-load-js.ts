import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import type { Locale } from '../src/platform/access/access.ts';
import { findChromium } from '../tools/checks/chromium.ts';
import { root } from '../tools/install.mjs';
import { signIn, startProduct } from './product.ts';
import type { Measured } from './report.ts';
import type { Samples } from './samples.ts';
import { atEnd } from './tidy.ts';
import type { Worlds } from './worlds.ts';

const client = join(root, 'build/client');
const LOCALES = ['fr', 'en'] as const;

interface ManifestRoute {
  readonly id: string;
  readonly parentId?: string;
  readonly path?: string;
  readonly module: string;
  readonly imports?: readonly string[];
  readonly hasDefaultExport?: boolean;
}

interface Manifest {
  readonly url: string;
  readonly entry: { readonly module: string; readonly imports: readonly string[] };
  readonly routes: Readonly<Record<string, ManifestRoute>>;
}

/** Routes whose pages draw a map; they may load more. */
const WITH_MAP = /pages\/(territories|territory|place)$/;

/** The lists of scripts by language; the English one is a module of its own beside the server's. */
async function readManifests(): Promise<Readonly<Record<Locale, Manifest>>> {
  const at = pathToFileURL(join(root, 'build/en/server/index.js')).href;
  const en = ((await import(at)) as { default: Manifest }).default;
  const names = readdirSync(join(client, 'assets')).filter((name) =>
    /^manifest-.*\.js$/.test(name),
  );
  const french = names.filter((name) => !en.url.endsWith(`/${name}`));
  if (french.length !== 1 || !french[0]) throw new Error('the pages are not built');
  const text = readFileSync(join(client, 'assets', french[0]), 'utf8');
  return { fr: JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)), en };
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

/**
 * The scripts of the heaviest page without a map, in the language where it is heavier. In both
 * languages that page is checked against what its HTML asks for and what Chromium fetched.
 */
export async function firstLoad(worlds: Worlds): Promise<Measured> {
  const { folder, samples } = await worlds.embedded();
  const manifests = await readManifests();
  const heaviest = LOCALES.map((locale) => ({ locale, ...weigh(manifests[locale]) })).sort(
    (a, b) => b.bytes - a.bytes,
  );
  const [largest] = heaviest;
  if (!largest) throw new Error('no language');
  const looked: string[] = [];
  const missed = await withPages(folder, samples.account, async (look) => {
    const found: string[] = [];
    for (const { locale, pages } of heaviest) {
      // The heaviest one that the account reads and that has a sample of.
      const [seen] = pages.flatMap(({ route, scripts }) => {
        const path = addressOf(route, samples);
        return path ? [{ path, scripts }] : [];
      });
      if (!seen) throw new Error('no page to look at');
      for (const script of await look(locale, seen.path))
        if (!seen.scripts.has(script)) found.push(`${script} (${locale})`);
      looked.push(seen.path.split('/')[1] ?? '');
    }
    return found;
  });
  return {
    id: 'first-load-js',
    what: `gzip of all scripts that the largest page without a map loads first (${largest.route.path ?? largest.route.id})`,
    value: largest.bytes / 1000,
    unit: 'KB',
    engine: `build of today, ${largest.scripts.size} files`,
    runs: 1,
    sound: missed.length === 0,
    details: [
      ...heaviest.map(
        ({ locale, route, bytes, withMap }) =>
          `${locale}: ${kilobytes(bytes)} (${route.path}); with a map, at most ${kilobytes(withMap)}`,
      ),
      missed.length === 0
        ? `neither the HTML of /${looked.join(' and /')} nor Chromium asked for another script`
        : `also asked for: ${missed.join(', ')}`,
    ],
  };
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;

function weigh(manifest: Manifest) {
  const pages = Object.values(manifest.routes)
    .filter((route) => route.hasDefaultExport && route.parentId === 'layout/shell')
    .map((route) => ({ route, scripts: scriptsOf(manifest, route.id) }))
    .map((page) => ({ ...page, bytes: gzipped(page.scripts) }))
    .sort((a, b) => b.bytes - a.bytes);
  const plain = pages.filter(({ route }) => !WITH_MAP.test(route.id));
  const [largest] = plain;
  const map = pages.find(({ route }) => WITH_MAP.test(route.id));
  if (!largest || !map) throw new Error('the build has no pages');
  return { ...largest, pages: plain, withMap: map.bytes };
}

/** Where a page is for the sample account; null for what it does not read, or has none of. */
function addressOf(route: ManifestRoute, samples: Samples): string | null {
  const path = route.path ?? '';
  const ids: Readonly<Record<string, string | undefined>> = {
    aide: samples.helpPlace,
    partenaires: samples.partners[0]?.id,
    partenariats: samples.partnership,
  };
  if (!path.includes(':')) return path.startsWith('suivis') ? null : `/${path}`;
  const id = ids[path.split('/')[0] ?? ''];
  return id && path.split(':').length === 2 ? `/${path.replace(/:\w+/, id)}` : null;
}

type Look = (locale: Locale, path: string) => Promise<ReadonlySet<string>>;

/** Opens pages as an account: every script that a page's HTML names or that Chromium fetched. */
async function withPages<T>(
  folder: string,
  account: string,
  run: (look: Look) => Promise<T>,
): Promise<T> {
  const product = await startProduct(folder);
  const browser = await chromium.launch({
    executablePath: (await findChromium()) ?? undefined,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  const close = atEnd(() => browser.close());
  const cookie = await signIn(product.url, account);
  try {
    return await run(async (locale, path) => {
      await speak(product.url, cookie, locale);
      const page = await browser.newPage({ extraHTTPHeaders: { cookie } });
      const fetched: string[] = [];
      page.on('request', (one) => {
        if (one.resourceType() === 'script') fetched.push(new URL(one.url()).pathname);
      });
      const answer = await page.goto(product.url + path, { waitUntil: 'networkidle' });
      if (answer?.status() !== 200) throw new Error(`${answer?.status()} from ${path}`);
      const html = await answer.text();
      await page.close();
      if (!html.includes(`<html lang="${locale}"`)) throw new Error(`${path} is not in ${locale}`);
      const named = namedIn(html);
      if (named.length === 0 || fetched.length === 0) throw new Error(`${path} asks for no script`);
      return new Set([...named, ...fetched]);
    });
  } finally {
    await speak(product.url, cookie, 'fr');
    await close();
    await product.stop();
  }
}

/** Sets the language of an account. */
async function speak(url: string, cookie: string, locale: Locale): Promise<void> {
  const answer = await fetch(`${url}/langue`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ locale, back: '/' }),
  });
  if (answer.status >= 400) throw new Error(`${answer.status} from /langue`);
}

function namedIn(html: string): string[] {
  return [
    /<link[^>]*rel="modulepreload"[^>]*href="([^"]+)"/g,
    /\b(?:import|from)\s*["']([^"']+\.js)["']/g,
    /<script[^>]*src="([^"]+)"/g,
  ].flatMap((pattern) => [...html.matchAll(pattern)].flatMap(([, at]) => at ?? []));
}
