import { describe, expect, it } from 'vitest';
import { simplifyLine, svgPath } from './domain.ts';

describe('simplifyLine', () => {
  it('drops what lies on the line and keeps what does not', () => {
    const line = [
      [0, 0],
      [1, 0.001],
      [2, 0],
      [2, 1],
    ];
    expect(simplifyLine(line, 0.01)).toEqual([
      [0, 0],
      [2, 0],
      [2, 1],
    ]);
  });

  it('keeps both ends of a flat line and a triangle of a closed one', () => {
    expect(
      simplifyLine(
        [
          [0, 0],
          [1, 0],
          [2, 0],
        ],
        1,
      ),
    ).toEqual([
      [0, 0],
      [2, 0],
    ]);
    const island = [
      [0, 0],
      [0.001, 0],
      [0.001, 0.001],
      [0, 0],
    ];
    expect(simplifyLine(island, 1).length).toBeGreaterThanOrEqual(3);
  });
});

describe('svgPath', () => {
  it('writes relative moves in tenths and closes the ring', () => {
    const ring = [
      [1, 2],
      [1.54, 2],
      [1.5, 3.25],
      [1, 2],
    ];
    expect(svgPath([ring])).toBe('M1 2l.5 0 0 1.3z');
  });

  it('skips what is smaller than a pixel and positions that are no numbers', () => {
    expect(
      svgPath([
        [
          [1, 1],
          [1.01, 1],
          [1, 1.01],
        ],
        [[NaN, 2]],
      ]),
    ).toBe('');
  });
});
