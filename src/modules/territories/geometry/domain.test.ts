import { describe, expect, it } from 'vitest';
import type { AreaGeometry } from '../tables.ts';
import { boundingBox, inArea, inBox } from './domain.ts';

const square: AreaGeometry = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
      [0, 0],
    ],
    [
      [1, 1],
      [3, 1],
      [3, 3],
      [1, 3],
      [1, 1],
    ],
  ],
};

/** Two parts: a diamond and, apart from it, a triangle. */
const parts: AreaGeometry = {
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [0, -1],
        [1, 0],
        [0, 1],
        [-1, 0],
        [0, -1],
      ],
    ],
    [
      [
        [10, 0],
        [12, 0],
        [11, 2],
        [10, 0],
      ],
    ],
  ],
};

describe('inArea', () => {
  it.each([
    ['between outline and hole', 0.5, 0.5, true],
    ['in the hole', 2, 2, false],
    ['on the edge of the hole', 1, 2, true],
    ['on a corner of the hole', 1, 1, true],
    ['on the outline', 0, 2, true],
    ['on a corner of the outline', 4, 4, true],
    ['outside, level with a side', 5, 0, false],
    ['outside, level with a corner', -1, 4, false],
  ])('square with a hole: %s', (_, lon, lat, expected) => {
    expect(inArea(square, lon, lat)).toBe(expected);
  });

  it.each([
    ['a ray through a vertex from inside', 0, 0, true],
    ['a ray through both side vertices from outside', -2, 0, false],
    ['a ray that touches the top vertex', -1, 1, false],
    ['in the second part', 11, 1, true],
    ['between the parts', 5, 0, false],
  ])('several parts: %s', (_, lon, lat, expected) => {
    expect(inArea(parts, lon, lat)).toBe(expected);
  });

  it('does not need the last point to repeat the first', () => {
    const open: AreaGeometry = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [2, 0],
          [0, 2],
        ],
      ],
    };
    expect(inArea(open, 0.5, 0.5)).toBe(true);
    expect(inArea(open, 1, 1)).toBe(true);
    expect(inArea(open, 1.5, 1.5)).toBe(false);
  });

  it('is false for an area without a point and for a position that is no number', () => {
    expect(inArea({ type: 'Polygon', coordinates: [] }, 0, 0)).toBe(false);
    expect(inArea({ type: 'MultiPolygon', coordinates: [[[]]] }, 0, 0)).toBe(false);
    expect(inArea(square, NaN, 1)).toBe(false);
  });
});

describe('boundingBox', () => {
  it('spans all parts', () => {
    expect(boundingBox(parts)).toEqual({ west: -1, south: -1, east: 12, north: 2 });
  });
  it('is null without a point', () => {
    expect(boundingBox({ type: 'MultiPolygon', coordinates: [] })).toBeNull();
  });
  it('holds its own edge', () => {
    const box = { west: 0, south: 0, east: 1, north: 1 };
    expect(inBox(box, 1, 0)).toBe(true);
    expect(inBox(box, 1.0001, 0)).toBe(false);
  });
});
