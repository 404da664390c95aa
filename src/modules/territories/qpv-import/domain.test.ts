import { describe, expect, it } from 'vitest';
import type { CommuneResolver } from '../reference/queries.ts';
import { parseQpv } from './domain.ts';

const communes: CommuneResolver = {
  resolve: (code) =>
    code === '93066' || code === '23096'
      ? { code, departmentCode: code.slice(0, 2), via: 'current' }
      : code === '93059'
        ? { code: '93066', departmentCode: '93', via: 'former' }
        : null,
};
const square = (x: number, y: number) => [
  [x, y],
  [x + 0.01, y],
  [x, y + 0.01],
  [x, y],
];
const feature = (
  properties: object,
  geometry: unknown = { type: 'Polygon', coordinates: [square(2.3, 48.9)] },
) => ({
  type: 'Feature',
  properties: { code_qp: 'QN09301M', lib_qp: 'Les Tilleuls', insee_com: '93066', ...properties },
  geometry,
});
const parse = (value: unknown) => parseQpv(value, communes);

describe('a neighbourhood', () => {
  it('comes with its box, communes of today and vintage', () => {
    const parsed = parse(feature({ insee_com: '93059, 93066,23096' }));
    expect(parsed).toMatchObject({
      accepted: true,
      key: 'QN09301M',
      record: {
        name: 'Les Tilleuls',
        department_code: '93',
        communes: ['23096', '93066'],
        west: 2.3,
        north: 48.91,
        vintage: '2024',
      },
      warnings: [],
    });
    expect(parse(feature({ code_qp: 'QP093001' }))).toMatchObject({ record: { vintage: '2015' } });
  });

  it.each([
    ['an unknown commune', { insee_com: '99999,93066' }, 'commune-unknown'],
    ['no commune', { insee_com: '' }, 'qpv-without-commune'],
    ['no name', { lib_qp: null }, 'name-replaced'],
    ['markup in its name', { lib_qp: '<b>Tilleuls</b>' }, 'markup-removed'],
  ])('comes in with a warning with %s', (_, properties, code) => {
    const parsed = parse(feature(properties));
    expect(parsed.accepted && parsed.warnings.map((warning) => warning.code)).toContain(code);
  });

  it('is turned when its outline has latitude first', () => {
    const turned = { type: 'MultiPolygon', coordinates: [[square(48.9, 2.3)]] };
    const parsed = parse(feature({}, turned));
    expect(parsed).toMatchObject({
      record: { west: 2.3, south: 48.9 },
      warnings: [{ code: 'position-swapped' }],
    });
  });

  it.each([
    ['text', 'x', 'not-an-object'],
    ['null', null, 'not-an-object'],
    ['no code', feature({ code_qp: '' }), 'required'],
    ['another code', feature({ code_qp: '75056' }), 'qpv-code-invalid'],
    ['no outline', feature({}, null), 'outline-missing'],
    ['a point', feature({}, { type: 'Point', coordinates: [2, 48] }), 'outline-missing'],
    [
      'words for numbers',
      feature({}, { type: 'Polygon', coordinates: [[['a', 'b']]] }),
      'outline-missing',
    ],
    ['an empty outline', feature({}, { type: 'Polygon', coordinates: [] }), 'outline-missing'],
    [
      'too shallow an outline',
      feature({}, { type: 'Polygon', coordinates: [[2, 48]] }),
      'outline-missing',
    ],
    [
      'metres',
      feature({}, { type: 'Polygon', coordinates: [square(652_469, 6_862_035)] }),
      'outline-outside',
    ],
  ])('is rejected for %s', (_, value, code) => {
    const parsed = parse(value);
    expect(!parsed.accepted && parsed.issues.map((issue) => issue.code)).toEqual([code]);
  });
});
