import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxAround, kilometresBetween } from '../../platform/geometry/earth.ts';
import { isOpenAt, roundedPoint, SKETCH, spotOn } from './domain.ts';

const point = fc.record({
  latitude: fc.double({ min: -60, max: 60, noNaN: true }),
  longitude: fc.double({ min: -170, max: 170, noNaN: true }),
});

describe('distances', () => {
  it('are those of a globe', () => {
    const paris = { latitude: 48.8566, longitude: 2.3522 };
    const lyon = { latitude: 45.764, longitude: 4.8357 };
    expect(kilometresBetween(paris, lyon)).toBeCloseTo(391.5, 0);
    expect(kilometresBetween(paris, paris)).toBe(0);
  });

  it('put everything that is near into the box', () => {
    fc.assert(
      fc.property(
        point,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        (centre, part, angle) => {
          const km = 60;
          const north = (part * km * Math.cos(angle)) / 111.2;
          const east =
            (part * km * Math.sin(angle)) / (111.2 * Math.cos((centre.latitude * Math.PI) / 180));
          const other = {
            latitude: centre.latitude + north,
            longitude: centre.longitude + east,
          };
          fc.pre(kilometresBetween(centre, other) <= km * 0.999);
          const box = boxAround(centre, km * 1.01);
          expect(other.latitude).toBeGreaterThanOrEqual(box.south);
          expect(other.latitude).toBeLessThanOrEqual(box.north);
          expect(other.longitude).toBeGreaterThanOrEqual(box.west);
          expect(other.longitude).toBeLessThanOrEqual(box.east);
        },
      ),
    );
  });
});

describe('a position in the address', () => {
  it.each([
    ['46.170612', '1.871234', { latitude: 46.17, longitude: 1.87 }],
    ['', '1.87', null],
    [null, null, null],
    ['abc', '1', null],
    ['91', '1', null],
    ['1e9', '1', null],
  ])('%j, %j', (latitude, longitude, expected) => {
    expect(roundedPoint(latitude, longitude)).toEqual(expected);
  });
});

describe('open now', () => {
  const hours = { monday: [['09:00', '12:00']] } as const;
  it.each([
    ['2026-06-15', '09:00', true],
    ['2026-06-15', '11:59', true],
    ['2026-06-15', '12:00', false],
    ['2026-06-15', '08:59', false],
    ['2026-06-16', '10:00', false],
    ['2026-06-14', '10:00', false],
  ])('%s at %s: %s', (day, time, open) => {
    expect(isOpenAt(hours, { day, time })).toBe(open);
  });
  it('is not known where the hours are not', () => {
    expect(isOpenAt(null, { day: '2026-06-15', time: '10:00' })).toBeNull();
  });
});

describe('the sketch', () => {
  const centre = { latitude: 46.17, longitude: 1.87 };
  it('has the centre in its middle and north up', () => {
    expect(spotOn(centre, 10, centre)).toEqual({ x: SKETCH / 2, y: SKETCH / 2 });
    expect(spotOn(centre, 10, { ...centre, latitude: 46.2 }).y).toBeLessThan(SKETCH / 2);
    expect(spotOn(centre, 10, { ...centre, longitude: 1.9 }).x).toBeGreaterThan(SKETCH / 2);
  });
});
