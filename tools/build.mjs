import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode, root, withBin } from './install.mjs';

const SOURCES = [
  'src',
  'public',
  'package-lock.json',
  'vite.config.ts',
  'vite.counter.config.ts',
  'react-router.config.ts',
];

const PAGES = ['@react-router/dev/bin.cjs', 'build'];
const COUNTER = ['vite/bin/vite.js', 'build', '--config', 'vite.counter.config.ts'];

/**
 * The pages and their French scripts first: this build empties the folder that the others go into.
 * @type {[program: string[], env: Record<string, string>][]}
 */
const BUILDS = [
  [PAGES, { MAILLAGE_WORDS: 'fr' }],
  [COUNTER, {}],
  [PAGES, { MAILLAGE_WORDS: 'en' }],
];
const stampFile = join(root, 'build/.built-from');

/**
 * Builds the pages when their sources changed since the last good build.
 * @param {(text: string) => void} say
 * @returns {boolean} false when the build failed; its messages are on the standard error by then
 */
export function ensureBuilt(say) {
  const wanted = hashSources();
  const built = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : null;
  if (built === wanted && existsSync(join(root, 'build/en/server/index.js'))) return true;
  say('Construction des pages… / Building the pages…');
  const started = Date.now();
  // The stamp goes first: an interrupted build must not pass for a good one.
  rmSync(stampFile, { force: true });
  for (const [[program, ...args], env] of BUILDS) {
    const run = spawnSync(projectNode, [join(root, 'node_modules', program), ...args], {
      cwd: root,
      env: withBin({ ...process.env, NODE_ENV: 'production', ...env }),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (run.status !== 0) {
      process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}\n`);
      return false;
    }
  }
  addEnglishScripts();
  writeFileSync(stampFile, wanted);
  say(`Construit en ${((Date.now() - started) / 1000).toFixed(1)} s. / Built.`);
  return true;
}

/** English scripts beside the French: what is the same in both has one name, made of its content. */
function addEnglishScripts() {
  const [from, to] = ['build/en/client/assets', 'build/client/assets'].map((at) => join(root, at));
  for (const name of readdirSync(from)) renameSync(join(from, name), join(to, name));
  rmSync(join(root, 'build/en/client'), { recursive: true });
}

function hashSources() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesUnder)) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(join(root, path))) return [];
  if (path.includes('.') && !path.startsWith('src') && !path.startsWith('public')) return [path];
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

if (process.argv[1] === import.meta.filename)
  process.exitCode = ensureBuilt((text) => process.stdout.write(`${text}\n`)) ? 0 : 1;
