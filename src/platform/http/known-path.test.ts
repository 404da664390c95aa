import fc from 'fast-check';
import { expect, it } from 'vitest';
import { knownPaths } from './known-path.ts';

const known = knownPaths(['/suite/:code', '/connexion/lien', '/api/v1/partners/{id}', '/flux/*']);

it('keeps the words of addresses and nothing else', () => {
  expect(known('/suite/K7QX-94PM')).toBe('/suite/:');
  expect(known('/connexion/lien.data')).toBe('/connexion/lien');
  expect(known('/api/v1/partners/0199-abc')).toBe('/api/v1/partners/:');
  expect(known('/')).toBe('/');
});

it('never says a part that is no word of an address', () => {
  const words = new Set(['suite', 'connexion', 'lien', 'api', 'v1', 'partners', 'flux', ':', '']);
  fc.assert(
    fc.property(fc.webPath(), (path) => {
      for (const part of known(path).split('/')) expect(words).toContain(part);
    }),
    { numRuns: 30 },
  );
});
