import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../install.mjs';
import type { Outcome } from './reports.ts';

/** Every module there may be; a new one needs its line in docs/architecture.md. */
const MODULES = new Set([
  'accounts',
  'activity',
  'advisors',
  'alliance',
  'brochure',
  'devices',
  'follow-up',
  'impact',
  'imports',
  'notifications',
  'orientation',
  'partners',
  'partnerships',
  'places',
  'planning',
  'purchasing',
  'rooms',
  'sponsorship',
  'territories',
  'workshops',
]);

const ROOMS = new Set([
  'api.ts',
  'commands.ts',
  'contract.ts',
  'domain.ts',
  'events.ts',
  'messages.en.ts',
  'messages.fr.ts',
  'policy.ts',
  'public.ts',
  'queries.ts',
  'tables.ts',
]);

/** Rooms that hold screens, with free names. */
const SCREENS = new Set(['components', 'pages']);
const SCREEN = /^[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/;
const FOLDER = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** `policy.test.ts`, `commands.db.test.ts`, `commands.locks.db.test.ts` */
const TEST = /^([a-z]+|messages\.(?:en|fr))(\.[a-z0-9-]+)?(\.db)?\.test\.tsx?$/;
/** Data and the note that says where it comes from; templates of printed pages. */
const DATA = /^(NOTE\.md|[a-z0-9-]+(\.topo)?\.json|[a-z0-9-]+\.typ)$/;

const FILES_FLOOR = 50;

export interface Vocabulary {
  readonly files: number;
  readonly problems: readonly string[];
}

/** Holds the names under a folder of modules against the closed vocabulary. */
export function readVocabulary(folder: string): Vocabulary {
  const problems: string[] = [];
  let files = 0;

  const walk = (path: string, shown: string, screens: boolean): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const name = `${shown}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!FOLDER.test(entry.name))
          problems.push(`${name}: folders are in lower-case-with-dashes`);
        walk(join(path, entry.name), name, screens || SCREENS.has(entry.name));
        continue;
      }
      files += 1;
      if (!named(entry.name, screens)) problems.push(`${name}: not a room of a module`);
    }
  };

  for (const entry of existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []) {
    if (!entry.isDirectory()) problems.push(`${entry.name}: only modules stand here`);
    else if (!MODULES.has(entry.name)) problems.push(`${entry.name}: not a known module`);
    if (entry.isDirectory()) walk(join(folder, entry.name), entry.name, false);
  }
  return { files, problems };
}

function named(name: string, screens: boolean): boolean {
  if (screens) return SCREEN.test(name) || /^[a-z0-9-]+(\.db)?\.test\.tsx?$/.test(name);
  if (ROOMS.has(name) || DATA.test(name)) return true;
  const room = TEST.exec(name)?.[1];
  return room !== undefined && ROOMS.has(`${room}.ts`);
}

export function checkVocabulary(folder = join(root, 'src/modules'), floor = FILES_FLOOR): Outcome {
  const { files, problems } = readVocabulary(folder);
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) console.log(`Rooms: ${[...ROOMS, ...SCREENS].sort().join(' ')}`);
  if (files < floor) console.log(`Only ${files} files were seen.`);
  const failed = problems.length > 0 || files < floor;
  return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, note: `${files} files` };
}
