import { expect, it } from 'vitest';
import { missingFor, NEEDS_OF_ROOM } from './domain.ts';

it.each([
  [['step-free'], ['step-free', 'accessible-toilets'], []],
  [['step-free'], ['step-free', 'parking'], ['accessible-toilets']],
  [['deaf', 'step-free'], [], ['step-free', 'accessible-toilets', 'hearing-loop']],
  // A room teaches nobody to read.
  [['illiteracy', 'other-language'], [], []],
  [['unknown'], [], []],
])('for %j a room with %j lacks %j', (needs, facilities, missing) =>
  expect(missingFor(needs, facilities)).toEqual(missing),
);

it('is asked of rooms only what a room decides on', () =>
  expect(NEEDS_OF_ROOM).toEqual(['step-free', 'deaf']));
