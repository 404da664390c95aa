import { expect, it } from 'vitest';
import { isUuid, newId } from './ids.ts';

it('makes ids of version 7 that sort as they were made, however many in one millisecond', () => {
  const made = Array.from({ length: 20_000 }, () => newId());
  expect(new Set(made).size).toBe(made.length);
  expect([...made].sort()).toEqual(made);
  expect(made.every((id) => isUuid(id) && id[14] === '7' && '89ab'.includes(id[19] ?? ''))).toBe(
    true,
  );
});
