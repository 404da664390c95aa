import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../install.mjs';
import type { Outcome } from './reports.ts';

/** A path or an address of one machine; written apart so that this file does not hold it. */
const PLACES = [['', 'work', ''].join('/'), ['', 'root', ''].join('/'), ['', 'home', ''].join('/')];
const FILES_FLOOR = 50;
const TEXT = /\.(ts|tsx|mjs|cjs|js|json|md|sql|css|yml|yaml|txt|svg|html|sh)$|(^|\/)[^./]+$/;

/** What a text says of the machine that it was written on. */
export function placesIn(file: string, text: string): string[] {
  const found = PLACES.filter((place) =>
    new RegExp(`(^|[\\s"'\`(=:])${place}[\\w.-]`, 'm').test(text),
  ).map((place) => `${file}: names ${place}`);
  if (file.endsWith('package-lock.json')) {
    if (text.includes('"resolved"')) found.push(`${file}: has "resolved" addresses`);
    if (/registry\.|verdaccio|artifactory/i.test(text)) found.push(`${file}: names a registry`);
  }
  return found;
}

/** Looks through the tracked files: a clone must work anywhere, and tell of no machine. */
export function checkWords(folder = root): Outcome {
  const files = trackedFiles(folder).filter(
    (file) => TEXT.test(file) && existsSync(join(folder, file)),
  );
  const problems = files.flatMap((file) =>
    placesIn(file, readFileSync(join(folder, file), 'utf8')),
  );
  for (const problem of problems) console.log(problem);
  const failed = problems.length > 0 || files.length < FILES_FLOOR;
  return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, note: `${files.length} files` };
}

function trackedFiles(folder: string): string[] {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: folder, encoding: 'utf8' });
  return listed.split('\0').filter(Boolean);
}
