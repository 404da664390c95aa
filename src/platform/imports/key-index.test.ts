import { describe, expect, it } from 'vitest';
import { KeyIndex } from './key-index.ts';

describe('KeyIndex', () => {
  it('gives the first line of each key, over several growths', () => {
    const index = new KeyIndex();
    for (let n = 1; n <= 50_000; n += 1) expect(index.add(`key ${n}`, n + 1)).toBeNull();
    for (let n = 1; n <= 50_000; n += 777) expect(index.add(`key ${n}`, 99_999)).toBe(n + 1);
    expect(index.add('', 7)).toBeNull();
    expect(index.add('', 8)).toBe(7);
  });
});
