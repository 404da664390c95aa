#!/usr/bin/env node
// The `maillage` command under the project's own Node. Standard output belongs to the command.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, root, runUnderProjectNode, underProjectNode } from '../tools/install.mjs';

const cli = join(root, 'src/cli.ts');

ensureInstalled((text) => process.stderr.write(`${text}\n`));
if (underProjectNode) {
  process.argv[1] = cli;
  await import(pathToFileURL(cli).href);
} else {
  process.exitCode = await runUnderProjectNode([cli, ...process.argv.slice(2)]);
}
