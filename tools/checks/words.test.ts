import { expect, it } from 'vitest';
import { placesIn } from './words.ts';

const inside = (...parts: readonly string[]): string => parts.join('/');

it('sees a path of one machine, and no other path', () => {
  expect(placesIn('a.md', `see ${inside('', 'work', 'main')}`)).toHaveLength(1);
  expect(placesIn('a.ts', `const at = '${inside('', 'home', 'ada', 'x')}'`)).toHaveLength(1);
  expect(placesIn('a.md', 'https://example.org/work/main and src/work/main, /api/v1')).toEqual([]);
});

it('sees where packages were fetched from', () => {
  expect(placesIn('package-lock.json', '{"resolved": "x"}')).toHaveLength(1);
  expect(placesIn('package-lock.json', '{"x": "https://registry.npmjs.org/"}')).toHaveLength(1);
  expect(placesIn('package-lock.json', '{"integrity": "sha512-x"}')).toEqual([]);
});
