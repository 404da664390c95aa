import { startProduct } from './product.ts';
import type { Measured } from './report.ts';
import { median } from './statistics.ts';
import type { Worlds } from './worlds.ts';

const RUNS = 3;

/** `npm start` into an empty folder, demonstration included. The pages are built already. */
export async function startFirst(worlds: Worlds): Promise<Measured> {
  const { firstStart, engine } = await worlds.embedded();
  return {
    id: 'start-first',
    what: 'npm start in an empty folder until ready, demonstration included, pages built already',
    value: firstStart,
    unit: 's',
    engine,
    runs: 1,
  };
}

/** `npm start` on a filled folder. */
export async function startAgain(worlds: Worlds): Promise<Measured> {
  const { folder, engine } = await worlds.embedded();
  const seconds: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const product = await startProduct(folder);
    await product.stop();
    seconds.push(product.readyAfter);
  }
  return {
    id: 'start-again',
    what: 'npm start on filled data until /readyz',
    value: median(seconds),
    unit: 's',
    engine,
    runs: RUNS,
    details: [seconds.map((value) => `${value.toFixed(2)} s`).join(', ')],
  };
}
