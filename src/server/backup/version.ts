import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** This program's version, as package.json says it. */
export const PROGRAM_VERSION: string = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
).version;
