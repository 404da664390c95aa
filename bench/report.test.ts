import { describe, expect, it } from 'vitest';
import { judge, type Measured, table } from './report.ts';

const measured: Measured = {
  id: 'search',
  what: 'type-ahead',
  value: 29.996,
  unit: 'ms',
  engine: 'PGlite',
  runs: 3,
};

describe('judge', () => {
  it('compares with the bar, not with the rounded value', () => {
    expect(judge(measured)).toMatchObject({ value: 30, bar: 30, ok: true });
    expect(judge({ ...measured, value: 30.001 })).toMatchObject({ value: 30, ok: false });
  });

  it('knows where more is better', () => {
    expect(judge({ ...measured, id: 'activity-writes', value: 299 }).ok).toBe(false);
    expect(judge({ ...measured, id: 'activity-writes', value: 300 }).ok).toBe(true);
  });

  it('does not take speed for an unsound result', () => {
    expect(judge({ ...measured, sound: false }).ok).toBe(false);
  });

  it('has the agreed fields only', () => {
    expect(Object.keys(judge({ ...measured, details: ['x'] }))).toEqual(
      'id what value unit bar ok engine runs'.split(' '),
    );
  });
});

describe('table', () => {
  it('puts every figure beside its bar', () => {
    const text = table([judge(measured), judge({ ...measured, value: 45 })]);
    expect(text).toContain('≤ 30 ms');
    expect(text.match(/\bNO\b/g)).toHaveLength(1);
  });
});
