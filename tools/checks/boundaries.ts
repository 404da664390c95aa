import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../install.mjs';
import { program } from './program.ts';
import type { Outcome } from './reports.ts';

/** Fewer than these and dependency-cruiser did not understand the sources: it says 0 errors then. */
const MODULES_FLOOR = 150;
const DEPENDENCIES_FLOOR = 500;

const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    totalDependenciesCruised: z.number(),
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) }),
    ),
  }),
});

export interface Cruise {
  readonly modules: number;
  readonly dependencies: number;
  /** `rule: from → to`, one for each forbidden import. */
  readonly violations: readonly string[];
}

/** Follows the imports under `src` of a folder and holds them against the rules of the house. */
export async function cruise(folder: string): Promise<Cruise> {
  const config = join(root, '.dependency-cruiser.cjs');
  const ran = await program(
    'depcruise',
    ['--config', config, '--output-type', 'json', '--progress', 'none', 'src'],
    { cwd: folder, quiet: true },
  );
  const from = ran.output.indexOf('{');
  if (from < 0) throw new Error(`dependency-cruiser gave no report:\n${ran.output}`);
  const { summary } = report.parse(JSON.parse(ran.output.slice(from)));
  return {
    modules: summary.totalCruised,
    dependencies: summary.totalDependenciesCruised,
    violations: summary.violations.map(
      (violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`,
    ),
  };
}

export async function checkBoundaries(folder = root): Promise<Outcome> {
  const { modules, dependencies, violations } = await cruise(folder);
  for (const violation of violations) console.log(violation);
  if (violations.length > 0) {
    console.log('The rules are in .dependency-cruiser.cjs, the reasons in docs/architecture.md.');
  }
  const blind = modules < MODULES_FLOOR || dependencies < DEPENDENCIES_FLOOR;
  if (blind) console.log(`Only ${modules} modules and ${dependencies} imports were seen.`);
  const failed = blind || violations.length > 0;
  return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, note: `${modules} modules` };
}
