import { describe, expect, it } from 'vitest';
import { countryMap, departmentMap } from './domain.ts';

describe('countryMap', () => {
  it('draws each of the 101 departments once, in less than 60 KB', () => {
    const { shapes } = countryMap();
    expect(new Set(shapes.map((shape) => shape.code)).size).toBe(101);
    expect(shapes).toHaveLength(101);
    expect(JSON.stringify(shapes).length).toBeLessThan(60_000);
  });

  it('gives only path data with one decimal at most', () => {
    for (const { path } of countryMap().shapes) {
      expect(path).toMatch(/^(M-?[\d.]+[ -][\d.]+l[\d. -]+z)+$/);
      expect(path).not.toMatch(/\.\d\d/);
    }
  });

  it('places a town in its frame, and nothing at sea in the Atlantic', () => {
    const map = countryMap();
    const reunion = map.insets.find((inset) => inset.code === '974');
    const [x = 0, y = 0] = map.project(55.45, -20.88) ?? [];
    expect(reunion && x > reunion.x && x < reunion.x + reunion.width).toBe(true);
    expect(reunion && y > reunion.y && y < reunion.y + reunion.height).toBe(true);
    const [lilleX = 0, lilleY = 0] = map.project(3.06, 50.63) ?? [];
    const [niceX = 0, niceY = 0] = map.project(7.27, 43.7) ?? [];
    expect(lilleX).toBeLessThan(niceX);
    expect(lilleY).toBeLessThan(niceY);
    expect(map.project(-40, 30)).toBeNull();
    expect(map.project(0, 0)).toBeNull();
  });

  it('is drawn once', () => {
    expect(countryMap()).toBe(countryMap());
  });
});

describe('departmentMap', () => {
  it.each(['23', '75', '2A', '973', '976'])('draws %s in less than 15 KB', (code) => {
    const map = departmentMap(code);
    expect(map?.shapes.map((shape) => shape.code)).toEqual([code]);
    expect(JSON.stringify(map?.shapes).length).toBeLessThan(15_000);
    expect(Math.max(map?.width ?? 0, map?.height ?? 0)).toBeLessThanOrEqual(490);
  });

  it('places its own towns and not those far away', () => {
    const creuse = departmentMap('23');
    expect(creuse?.project(1.87, 46.17)).not.toBeNull();
    expect(creuse?.project(7.27, 43.7)).toBeNull();
  });

  it('is null without an outline', () => {
    expect(departmentMap('975')).toBeNull();
    expect(departmentMap('nope')).toBeNull();
  });
});
