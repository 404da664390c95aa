import { setTimeout as wait } from 'node:timers/promises';
import { signIn, startProduct, timeRequest } from './product.ts';
import type { Measured } from './report.ts';
import type { Samples } from './samples.ts';
import { median, p95, seeded } from './statistics.ts';
import type { Worlds } from './worlds.ts';

const RUNS = 3;
/** Requests of one page in one run, one after another. */
const EACH = 30;
const CLIENTS = 10;
/** Requests of all clients together in one run. */
const LOAD = 900;
/** Requests of all clients together when each reads for a second, more or less, between two. */
const CALM_LOAD = 240;
const READING_MS = 1_000;

interface PageOf {
  readonly name: string;
  readonly paths: readonly string[];
}

/** The pages that are measured, each with several addresses so that no cache flatters it. */
export function pagesOf({ communes, places, partners, partnership }: Samples): PageOf[] {
  return [
    { name: 'partnerships', paths: ['/partenariats'] },
    {
      name: 'partnerships, filtered',
      paths: [
        '/partenariats?departement=23',
        '/partenariats?etape=en-cours&engagement=digital-inclusion',
        '/partenariats?q=atelier',
      ],
    },
    { name: 'partnership', paths: [`/partenariats/${partnership}`] },
    { name: 'board', paths: ['/partenariats/tableau'] },
    { name: 'places', paths: ['/lieux'] },
    {
      name: 'places, filtered',
      paths: ['/lieux?departement=23', '/lieux?nature=relay', '/lieux?q=saint', '/lieux?region=75'],
    },
    { name: 'place', paths: places.slice(0, 20).map(({ id }) => `/lieux/${id}`) },
    {
      name: 'commune',
      paths: communes.slice(0, 20).map(({ code }) => `/territoires/commune/${code}`),
    },
    {
      name: 'department',
      paths: ['23', '59', '2A', '971', '13'].map((code) => `/territoires/departement/${code}`),
    },
    { name: 'country', paths: ['/territoires'] },
    { name: 'partners', paths: ['/partenaires'] },
    { name: 'partner', paths: partners.slice(0, 20).map(({ id }) => `/partenaires/${id}`) },
  ];
}

/** Answers to one client, page after page, on the embedded engine. */
export async function pagesEmbedded(worlds: Worlds): Promise<Measured> {
  const { folder, engine, samples } = await worlds.embedded();
  const product = await startProduct(folder);
  try {
    const cookie = await signIn(product.url, samples.account);
    const pages = pagesOf(samples);
    await warmUp(product.url, cookie, pages);
    const runs: number[][] = pages.map(() => []);
    for (let run = 0; run < RUNS; run += 1) {
      for (const [at, page] of pages.entries()) {
        const times: number[] = [];
        for (let turn = 0; turn < EACH; turn += 1) {
          const path = page.paths[turn % page.paths.length] ?? '/';
          times.push(await timeRequest(`${product.url}${path}`, cookie));
        }
        runs[at]?.push(p95(times));
      }
    }
    const values = runs.map(median);
    return {
      id: 'pages-embedded',
      what: 'lists, board, places, territories, partners at full size, one client, p95 of the slowest page',
      value: Math.max(...values),
      unit: 'ms',
      engine,
      runs: RUNS,
      details: pages.map(({ name }, at) => `${name}: p95 ${values[at]?.toFixed(1)} ms`),
    };
  } finally {
    await product.stop();
  }
}

/** The same pages for ten clients at once, each asking again as soon as it was answered. */
export async function pagesPostgres(worlds: Worlds): Promise<Measured> {
  const { product, cookie, engine, samples } = await worlds.postgres();
  const pages = pagesOf(samples);
  await warmUp(product.url, cookie, pages);
  const runs: { p95: number; perSecond: number; pages: number[] }[] = [];
  for (let run = 0; run < RUNS; run += 1)
    runs.push(await load(product.url, cookie, pages, { requests: LOAD, seed: run }));
  const calm = await load(product.url, cookie, pages, {
    requests: CALM_LOAD,
    seed: RUNS,
    reading: READING_MS,
  });
  return {
    id: 'pages-postgres',
    what: `the same pages in equal parts, ${CLIENTS} clients without a pause, p95 of all answers`,
    value: median(runs.map((run) => run.p95)),
    unit: 'ms',
    engine,
    runs: RUNS,
    details: [
      `${median(runs.map((run) => run.perSecond)).toFixed(0)} pages a second`,
      `the same clients with about a second between two pages: median ${calm.median.toFixed(1)} ms, p95 ${calm.p95.toFixed(1)} ms`,
      ...pages.map(
        ({ name }, at) =>
          `${name}: p95 ${median(runs.map((run) => run.pages[at] ?? 0)).toFixed(1)} ms`,
      ),
    ],
  };
}

async function load(
  url: string,
  cookie: string,
  pages: readonly PageOf[],
  how: { readonly requests: number; readonly seed: number; readonly reading?: number },
) {
  const { requests, reading } = how;
  const random = seeded(how.seed);
  const plan = Array.from({ length: requests }, (_, turn) => {
    const at = turn % pages.length;
    const paths = pages[at]?.paths ?? ['/'];
    return { at, path: paths[Math.floor(turn / pages.length) % paths.length], order: random() };
  }).sort((a, b) => a.order - b.order);
  const times: number[][] = pages.map(() => []);
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let next = plan.pop(); next; next = plan.pop()) {
        if (reading) await wait(reading * (0.5 + random()));
        times[next.at]?.push(await timeRequest(`${url}${next.path}`, cookie));
      }
    }),
  );
  const perSecond = (requests * 1000) / (performance.now() - started);
  return { p95: p95(times.flat()), median: median(times.flat()), perSecond, pages: times.map(p95) };
}

async function warmUp(url: string, cookie: string, pages: readonly PageOf[]): Promise<void> {
  for (let round = 0; round < 8; round += 1)
    for (const { paths } of pages)
      await timeRequest(`${url}${paths[round % paths.length]}`, cookie);
}
