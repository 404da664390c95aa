import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

/** The same engine without the windows that nobody sees here: pages take half the time. */
const SHELL = 'chromium-headless-shell';
const NAMES = [
  SHELL,
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];

/** Path of a Chromium on this machine; `MAILLAGE_CHROMIUM` wins. Null when there is none. */
export async function findChromium(): Promise<string | null> {
  const told = process.env.MAILLAGE_CHROMIUM;
  if (told && existsSync(told)) return told;
  for (const name of NAMES) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      if (folder && executable(join(folder, name))) return join(folder, name);
    }
  }
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : null;
}

/** Finds a Chromium, or installs one: Debian's as root, else Playwright's own. */
export async function ensureChromium(say: (text: string) => void): Promise<string> {
  const found = await findChromium();
  if (found && (basename(found) === SHELL || process.env.MAILLAGE_CHROMIUM)) return found;
  if (process.getuid?.() === 0 && run('apt-get', ['--version'])) {
    say('Installing Chromium (apt-get)…');
    run('apt-get', ['update']);
    // Debian alone has the first; where it is missing, what was found serves, or the second does.
    if (!install(SHELL) && !found) install('chromium');
    const installed = await findChromium();
    if (installed) return installed;
  }
  if (found) return found;
  say('Installing Chromium (Playwright)…');
  run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
  const downloaded = await findChromium();
  if (downloaded) return downloaded;
  throw new Error('No Chromium: install one, or name it in MAILLAGE_CHROMIUM.');
}

const install = (name: string): boolean =>
  run('apt-get', ['install', '-y', '--no-install-recommends', name]);

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function run(command: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: 'ignore', env }).status === 0;
}
