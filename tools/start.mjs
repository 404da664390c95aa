// `npm start`: installs, builds and serves; each only when needed. Flags go to src/main.ts.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled, fail, root, runUnderProjectNode, underProjectNode } from './install.mjs';

const say = (text) => process.stdout.write(`${text}\n`);
const main = join(root, 'src/main.ts');

if (process.env.npm_lifecycle_event === 'start') stopWithParent();
ensureInstalled(say);
if (!ensureBuilt(say))
  fail('Les pages n’ont pas pu être construites. / The pages could not be built.');
process.env.NODE_ENV ??= 'production';
if (underProjectNode) {
  // In this process: signals and the exit code need no passing on.
  process.argv[1] = main;
  await import(pathToFileURL(main).href);
} else {
  process.exitCode = await runUnderProjectNode([main, ...process.argv.slice(2)]);
}

/** npm passes a signal to the shell between us, which dies without passing it on. */
function stopWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 300);
  watch.unref();
}
