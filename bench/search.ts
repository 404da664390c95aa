import { signIn, startProduct, timeRequest } from './product.ts';
import type { Measured } from './report.ts';
import type { Samples } from './samples.ts';
import { median, p95, seeded } from './statistics.ts';
import type { Worlds } from './worlds.ts';

const RUNS = 3;

/** What people have typed when the box asks: starts of names and numbers, two characters or more. */
export function partialInputs(samples: Samples): string[] {
  const random = seeded(20_260);
  const start = (text: string): string =>
    text.slice(0, 2 + Math.floor(random() * Math.min(12, Math.max(1, text.length - 1)))).trim();
  const { communes, places, partners } = samples;
  return [
    ...communes.slice(0, 120).map(({ name }) => start(name)),
    ...communes.slice(120, 160).map(({ postal }) => start(postal)),
    ...communes.slice(160, 180).map(({ name, postal }) => `${start(name)} ${postal.slice(0, 2)}`),
    ...places.slice(0, 90).map(({ name }) => start(name)),
    ...partners.slice(0, 80).map(({ name }) => start(name)),
    ...Array.from({ length: 40 }, () => start(String(Math.floor(random() * 1e9)).padStart(9, '3'))),
  ].filter((typed) => typed.length >= 2);
}

/** The search box of every page, as the browser asks it while somebody types. */
export async function search(worlds: Worlds): Promise<Measured> {
  const { folder, engine, samples } = await worlds.embedded();
  const product = await startProduct(folder);
  try {
    const cookie = await signIn(product.url, samples.account);
    const inputs = partialInputs(samples);
    const ask = (typed: string): Promise<number> =>
      timeRequest(`${product.url}/suggestions?q=${encodeURIComponent(typed)}`, cookie);
    for (const typed of inputs.slice(0, 40)) await ask(typed);
    const runs: number[] = [];
    const slowest = new Map<string, number>();
    for (let run = 0; run < RUNS; run += 1) {
      const times: number[] = [];
      for (const typed of inputs) {
        const ms = await ask(typed);
        times.push(ms);
        slowest.set(typed, Math.min(ms, slowest.get(typed) ?? Number.POSITIVE_INFINITY));
      }
      runs.push(p95(times));
    }
    const worst = [...slowest].sort((a, b) => b[1] - a[1]).slice(0, 5);
    return {
      id: 'search',
      what: `type-ahead over communes, places, partners and partnerships, ${inputs.length} partial inputs over HTTP, p95`,
      value: median(runs),
      unit: 'ms',
      engine,
      runs: RUNS,
      details: [
        `slowest: ${worst.map(([typed, ms]) => `«${typed}» ${ms.toFixed(1)} ms`).join(', ')}`,
      ],
    };
  } finally {
    await product.stop();
  }
}
