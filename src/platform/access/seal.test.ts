import { expect, it } from 'vitest';
import { seal, unseal } from './seal.ts';

it('opens with its own secret only, and not when changed', () => {
  const sealed = seal('one secret', 'un jeton');
  expect(sealed).not.toContain('jeton');
  expect(unseal('one secret', sealed)).toBe('un jeton');
  expect(() => unseal('another', sealed)).toThrow();
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
  expect(() => unseal('one secret', changed)).toThrow();
});
