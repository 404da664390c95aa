// Plain JavaScript without dependencies: it runs under whatever Node >= 20 the host has, before
// anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, sep } from 'node:path';

/** The folder of the clone. */
export const root = dirname(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname));

/** Node 24 as the project installs it. */
export const projectNode = join(root, 'node_modules/node/bin/node');

const PROJECT_MAJOR = '24';
const stampFile = join(root, 'node_modules/.maillage-installed');

/** True when this very process is the project's Node, so that TypeScript can be imported. */
export const underProjectNode = process.versions.node.split('.')[0] === PROJECT_MAJOR;

/**
 * Installs exactly what package-lock.json says, when node_modules is missing or is something else.
 * @param {(text: string) => void} say tells a person what takes time; never called when all is well
 */
export function ensureInstalled(say) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(projectNode)) {
    if (readStamp() === wanted) return;
    if (installedAs(JSON.parse(lock.toString('utf8')))) {
      writeFileSync(stampFile, wanted);
      return;
    }
  }
  say('Installation des dépendances… / Installing dependencies…');
  const started = Date.now();
  npmInstall(hostNode());
  if (!existsSync(projectNode)) fail('npm ended well but did not bring Node 24 (package `node`).');
  if (!installedAs(JSON.parse(lock.toString('utf8')))) {
    fail('package.json and package-lock.json disagree: run `npm install`, then try again.');
  }
  if (!takesOptional(process.versions.node)) {
    // npm leaves out optional packages (the native parts of the build tools) that do not name the
    // Node that runs it: once more, under the Node that will use them.
    const folder = mkdtempSync(join(tmpdir(), 'maillage-node-'));
    try {
      copyFileSync(projectNode, join(folder, 'node'));
      npmInstall(join(folder, 'node'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  writeFileSync(stampFile, wanted);
  say(`Installé en ${Math.round((Date.now() - started) / 1000)} s. / Installed.`);
}

/**
 * Runs a program until it ends and gives its exit code; signals are passed on.
 * @param {string[]} args of the project's Node
 * @param {NodeJS.ProcessEnv} [env]
 */
export function runUnderProjectNode(args, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(projectNode, args, { stdio: 'inherit', env: withBin(env) });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        // A terminal sends Ctrl-C to the child as well.
        if (signal === 'SIGINT' && process.stdin.isTTY) return;
        child.kill(signal);
      });
    }
    child.on('error', (error) => fail(error.message));
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/**
 * The environment with the project's own programs first, and a place where Node keeps what it
 * compiled: a command that starts for the second time is there in two thirds of the time.
 */
export function withBin(env = process.env) {
  return {
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
    ...env,
    PATH: [join(root, 'node_modules/.bin'), env.PATH].filter(Boolean).join(delimiter),
  };
}

/** Ends the process with a message for the person at the terminal. */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8').trim() : null;
}

/** Compares with the record that npm keeps of what it put into node_modules. */
function installedAs(lock) {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const needed = Object.entries(lock.packages).filter(([path]) => path !== '');
  return needed.every(([path, { version, optional }]) =>
    installed[path] ? installed[path].version === version : optional === true,
  );
}

/** Whether every native part in the lock file names this version among its engines. */
function takesOptional(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19);
}

/** A Node that an install does not delete while it runs. */
function hostNode() {
  if (!process.execPath.startsWith(join(root, 'node_modules') + sep)) return process.execPath;
  const found = outsidePath()
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find(existsSync);
  return found ?? process.execPath;
}

function outsidePath() {
  const inside = `${sep}node_modules${sep}`;
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !`${folder}${sep}`.includes(inside))
    .join(delimiter);
}

function npmInstall(node) {
  const env = { ...process.env, PATH: [dirname(node), outsidePath()].join(delimiter) };
  // What npm tells its scripts about the outer command must not steer the inner one.
  for (const name of Object.keys(env)) if (name.startsWith('npm_lifecycle')) delete env[name];
  // Not `npm ci`: it refuses a lock file that lacks the native packages of platforms other than the
  // one it was written on. This keeps to the lock file's versions and hashes, and leaves it alone.
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--include=dev',
  ];
  const cli = process.env.npm_execpath;
  const run =
    cli?.endsWith('.js') && existsSync(cli) && !cli.includes('yarn')
      ? spawnSync(node, [cli, ...args], { cwd: root, env, stdio: ['ignore', 2, 2] })
      : spawnSync('npm', args, { cwd: root, env, stdio: ['ignore', 2, 2] });
  if (run.status !== 0) {
    fail(
      'L’installation a échoué : voyez le message de npm ci-dessus, puis recommencez. / ' +
        'The installation failed: see npm’s message above, then try again.',
    );
  }
}
