import { parseArgs } from 'node:util';
import type { Outcome } from './reports.ts';
import { stages } from './stages.ts';

const { values: flags } = parseArgs({ options: { only: { type: 'string' } } });
const known = stages.map((stage) => stage.id);
const wanted = flags.only?.split(',').filter(Boolean) ?? known;
const unknown = wanted.filter((id) => !known.includes(id));
if (unknown.length > 0 || wanted.length === 0) {
  console.error(`Unknown stage: ${unknown.join(', ')}. Stages: ${known.join(', ')}.`);
  process.exit(1);
}

interface Done extends Outcome {
  readonly id: string;
  readonly seconds: number;
}

const started = performance.now();
const done: Done[] = [];
for (const stage of stages) {
  if (!wanted.includes(stage.id)) continue;
  console.log(
    `\n── ${stage.id} · ${stage.what} ${'─'.repeat(Math.max(0, 70 - stage.what.length))}`,
  );
  const from = performance.now();
  const outcome = await stage.run().catch((error: unknown) => {
    console.error(error);
    return { passed: 0, failed: 1, note: 'broke off' };
  });
  // A stage that ran nothing proves nothing.
  const failed = outcome.passed + outcome.failed === 0 ? 1 : outcome.failed;
  const result = { ...outcome, failed, id: stage.id, seconds: (performance.now() - from) / 1000 };
  done.push(result);
  console.log(`${failed === 0 ? 'ok' : 'FAILED'} in ${result.seconds.toFixed(1)} s`);
}

console.log('\nStage          Result  Passed  Failed     Time  ');
for (const { id, passed, failed, seconds, note } of done) {
  const cells = [
    id.padEnd(14),
    (failed === 0 ? 'ok' : 'FAILED').padEnd(7),
    String(passed).padStart(6),
    String(failed).padStart(7),
    `${seconds.toFixed(1)} s`.padStart(9),
    ` ${note}`,
  ];
  console.log(cells.join(' ').trimEnd());
}
const total = (pick: (one: Done) => number): number =>
  done.reduce((sum, one) => sum + pick(one), 0);
const failed = total((one) => one.failed);
console.log(`All in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
console.log(`${total((one) => one.passed)} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
