import { describe, expect, it } from 'vitest';
import { blankLine, decimal, personName, prose, webAddress, whole } from './contract.ts';

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

describe('text that people type', () => {
  const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
    schema.safeParse(value).success;

  it('takes the names that people have', () => {
    for (const name of ['Zoé', 'Jean-Noël d’Ormesson', 'Nguyễn Thị', 'محمد', '李', 'O'])
      expect([name, accepts(personName, name)]).toEqual([name, true]);
    expect(personName.parse('  Zoe\u0301 \u00adMartin\u200b ')).toBe('Zoé Martin');
  });

  it.each([
    '',
    '   ',
    '\u200b\ufeff',
    'a'.repeat(101),
    'Zoé\nMartin',
    'Zoé\rMartin',
    'Zoé\u2028Martin',
    'Zoé\u0000',
    'Zoé\u001b[31m',
    'Zoé \u202enitraM',
    'Zoé \u2066x\u2069',
    'Zoé \ud800',
    null,
    7,
  ])('takes no other for a name: %j', (name) => {
    expect(accepts(personName, name)).toBe(false);
  });

  it('puts on one line what a file has on several', () => {
    expect(blankLine(80).parse(' 3 rue des Halles \r\n 23000 Guéret ')).toBe(
      '3 rue des Halles 23000 Guéret',
    );
    expect(blankLine(80).parse('')).toBe('');
    expect(accepts(blankLine(80), 'a\u202eb')).toBe(false);
  });

  it('keeps the lines of a text, and nothing that hides in it', () => {
    expect(prose(80).parse('un\r\ndeux\rtrois\n\tquatre')).toBe('un\ndeux\ntrois\n\tquatre');
    for (const hidden of ['a\u0000b', 'a\u202eb', 'a\u0007'])
      expect(accepts(prose(80), hidden)).toBe(false);
  });

  it('takes a web address with a host, and gives one the scheme that people leave out', () => {
    expect(webAddress.parse(' exemple.fr ')).toBe('https://exemple.fr');
    for (const none of ['javascript:alert(1)', 'https://', 'https://moi:secret@exemple.fr'])
      expect(accepts(webAddress, none)).toBe(false);
  });
});
