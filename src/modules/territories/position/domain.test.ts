import { describe, expect, it } from 'vitest';
import { RowReader } from '../../../platform/imports/values.ts';
import { readPosition } from './domain.ts';
import type { PositionCode } from './messages.fr.ts';

function read(latitude: string | number | undefined, longitude: string | number | undefined) {
  const reader = new RowReader<PositionCode>();
  const fields = { latitude: 'lat', longitude: 'lon' };
  const position = readPosition(reader, fields, { latitude, longitude });
  return { position, warnings: reader.warnings.map((w) => `${w.field} ${w.code}`) };
}

describe('readPosition', () => {
  it.each([
    ['Guéret', '46.17', '1.87'],
    ['a decimal comma', '46,17', '1,87'],
    ['Cayenne', '4.93', '-52.33'],
    ['Saint-Denis de La Réunion', '-20.88', '55.45'],
    ['Papeete', '-17.53', '-149.56'],
    ['Port-aux-Français', '-49.35', '70.22'],
    ['on the Greenwich meridian', '48.5', '0'],
  ])('takes %s as it is', (_, latitude, longitude) => {
    const { position, warnings } = read(latitude, longitude);
    const number = (text: string) => Number(text.replace(',', '.'));
    expect(position).toEqual({ latitude: number(latitude), longitude: number(longitude) });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['0,0', '0', '0.0', null, ['lat position-zero']],
    ['Guéret the other way round', '1.87', '46.17', [46.17, 1.87], ['lat position-swapped']],
    [
      'Saint-Denis the other way round',
      '55.45',
      '-20.88',
      [-20.88, 55.45],
      ['lat position-swapped'],
    ],
    ['London', '51.5', '-0.12', null, ['lat position-outside']],
    ['metres of Lambert 93', '652469', '6862035', null, ['lat position-outside']],
    ['half a position', '46.17', '', null, ['lon position-half']],
    ['words', 'nord', '1.87', null, ['lat number-invalid']],
    ['nothing', '', undefined, null, []],
  ] as const)('%s', (_, latitude, longitude, expected, warnings) => {
    const read_ = read(latitude, longitude);
    const position = expected && { latitude: expected[0], longitude: expected[1] };
    expect(read_).toEqual({ position, warnings: [...warnings] });
  });

  it('keeps what is France when turned round twice', () => {
    for (let lat = 42; lat < 51; lat += 1) {
      for (let lon = -4; lon < 8; lon += 1) {
        expect(read(lon, lat).position).toEqual(read(lat, lon).position);
      }
    }
  });
});
