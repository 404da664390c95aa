// `npm start`: installs, builds and serves; each only when needed. Flags go to src/main.ts.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled, fail, root, runUnderProjectNode, underProjectNode } from './install.mjs';

const say = (text) => process.stdout.write(`${text}\n`);
const main = join(root, 'src/main.ts');

ensureInstalled(say);
if (!ensureBuilt(say)) fail('Les pages n’ont pas pu être construites. / The pages could not be built.');
process.env.NODE_ENV ??= 'production';
if (underProjectNode) {
  // In this process: signals and the exit code need no passing on.
  process.argv[1] = main;
  await import(pathToFileURL(main).href);
} else {
  process.exitCode = await runUnderProjectNode([main, ...process.argv.slice(2)]);
}
