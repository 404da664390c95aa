import { describe, expect, it } from 'vitest';
import { decimal, whole } from './contract.ts';

describe('numbers that a form or a program sends', () => {
  it.each([
    ['12', 12],
    [' 1 250 ', 1250],
    [7, 7],
    [0, 0],
  ])('reads %j as %d', (sent, read) => {
    expect(whole(0, 5000).parse(sent)).toBe(read);
    expect(decimal(0, 5000).parse(sent)).toBe(read);
  });

  it.each([[null], [[]], [''], [true], [{}], [['3']], ['12 people'], [undefined]])(
    'takes %j for no number, and never for zero',
    (sent) => {
      expect(whole(0, 5000).safeParse(sent).success).toBe(false);
      expect(decimal(0, 5000).safeParse(sent).success).toBe(false);
    },
  );

  it('says what is wrong', () => {
    const codeOf = (sent: unknown) =>
      whole(0, 10, 'absurd-count').safeParse(sent).error?.issues[0]?.message;
    expect([codeOf('-1'), codeOf('11'), codeOf('1,5'), codeOf('')]).toEqual([
      'negative',
      'absurd-count',
      'number-invalid',
      'number-invalid',
    ]);
  });
});
