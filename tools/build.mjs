import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** The pages first: their build empties the folder that the counter's goes into. */
const BUILDS = [
  ['@react-router/dev/bin.cjs', 'build'],
  ['vite/bin/vite.js', 'build', '--config', 'vite.counter.config.ts'],
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
  if (built === wanted && existsSync(join(root, 'build/server/index.js'))) return true;
  say('Construction des pages… / Building the pages…');
  const started = Date.now();
  // The stamp goes first: an interrupted build must not pass for a good one.
  rmSync(stampFile, { force: true });
  for (const [program, ...args] of BUILDS) {
    const run = spawnSync(projectNode, [join(root, 'node_modules', program), ...args], {
      cwd: root,
      env: withBin({ ...process.env, NODE_ENV: 'production' }),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (run.status !== 0) {
      process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}\n`);
      return false;
    }
  }
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(stampFile, wanted);
  say(`Construit en ${((Date.now() - started) / 1000).toFixed(1)} s. / Built.`);
  return true;
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
