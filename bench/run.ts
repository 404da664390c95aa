import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../tools/build.mjs';
import { activityWrites } from './activity-writes.ts';
import { counter } from './counter.ts';
import { dashboards } from './dashboard.ts';
import { digital } from './digital-figures.ts';
import { firstLoad } from './first-load-js.ts';
import { imports } from './imports.ts';
import { nearestThree } from './nearest-three.ts';
import { offlineSync } from './offline-sync.ts';
import { orientationWrites } from './orientation-writes.ts';
import { pagesEmbedded, pagesPostgres } from './pages.ts';
import { partnerships } from './partnerships.ts';
import { IDS, type Id, judge, type Line, type Measured, machine, table } from './report.ts';
import { roomContention } from './room-contention.ts';
import { search } from './search.ts';
import { signInMail } from './sign-in-mail.ts';
import { startAgain, startFirst } from './start.ts';
import { tidy, tidyOnSignals } from './tidy.ts';
import { makeWorlds, type Worlds } from './worlds.ts';

interface Group {
  readonly ids: readonly Id[];
  measure(worlds: Worlds): Promise<Measured | readonly Measured[]>;
}

/** In this order: what needs few records before what adds some, imports when nothing else runs. */
const GROUPS: readonly Group[] = [
  { ids: ['start-first'], measure: startFirst },
  { ids: ['start-again'], measure: startAgain },
  { ids: ['search'], measure: search },
  { ids: ['pages-embedded'], measure: pagesEmbedded },
  {
    ids: ['import-partners', 'partnership-list', 'partner-search', 'convention-pdf'],
    measure: partnerships,
  },
  { ids: ['first-load-js'], measure: firstLoad },
  { ids: ['pages-postgres'], measure: pagesPostgres },
  { ids: ['digital-figures'], measure: digital },
  { ids: ['activity-writes'], measure: activityWrites },
  { ids: ['room-contention'], measure: roomContention },
  { ids: ['sign-in-mail'], measure: signInMail },
  { ids: ['nearest-three'], measure: nearestThree },
  { ids: ['orientation-writes'], measure: orientationWrites },
  { ids: ['offline-sync'], measure: offlineSync },
  { ids: ['counter-js', 'counter-ready'], measure: counter },
  { ids: ['dashboard', 'dashboard-vs-raw'], measure: dashboards },
  { ids: ['import-contact-points', 'import-contact-points-again'], measure: imports },
];

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** @returns 0 when all was measured, whatever the bars say of it; 1 for misuse */
async function run(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: { only: { type: 'string' }, json: { type: 'string' } },
  });
  const wanted = values.only?.split(',').map((id) => id.trim()) ?? [...IDS];
  const unknown = wanted.filter((id) => !(IDS as readonly string[]).includes(id));
  if (unknown.length > 0) {
    say(`Unknown: ${unknown.join(', ')}. Known: ${IDS.join(', ')}`);
    return 1;
  }
  say(machine());
  if (!ensureBuilt(say)) return 1;
  const started = performance.now();
  const worlds = makeWorlds(say);
  const lines: Line[] = [];
  for (const group of GROUPS) {
    if (!group.ids.some((id) => wanted.includes(id))) continue;
    const measured = await group.measure(worlds);
    for (const one of [measured].flat()) {
      if (!wanted.includes(one.id)) continue;
      const line = judge(one);
      lines.push(line);
      say(`${line.id}: ${line.value} ${line.unit}${line.ok ? '' : ', MISSED'}`);
      for (const detail of one.details ?? []) say(`    ${detail}`);
    }
  }
  lines.sort((a, b) => IDS.indexOf(a.id) - IDS.indexOf(b.id));
  process.stdout.write(`\n${machine()}\n\n${table(lines)}\n`);
  say(`\n${((performance.now() - started) / 60_000).toFixed(1)} minutes`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(lines, null, 2)}\n`);
  return 0;
}

tidyOnSignals();
try {
  process.exitCode = await run(process.argv.slice(2));
} finally {
  await tidy();
}
