// `npm test`: installs when needed, then runs every check under the project's own Node.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, root, runUnderProjectNode, underProjectNode } from './install.mjs';

const checks = join(root, 'tools/checks/run.ts');

ensureInstalled((text) => process.stdout.write(`${text}\n`));
if (underProjectNode) {
  process.argv[1] = checks;
  await import(pathToFileURL(checks).href);
} else {
  process.exitCode = await runUnderProjectNode([checks, ...process.argv.slice(2)]);
}
