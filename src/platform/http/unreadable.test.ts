import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isUnreadable,
  isUnreadableAddress,
  isUnreadableForm,
  isUnreadableJson,
  lacksBoundary,
} from './unreadable.ts';

describe('text that no column can keep', () => {
  it('is a NUL or half a pair, nothing else', () => {
    expect(['a\0b', '\ud83d', 'x\udc00', '\udc00\ud83d'].map(isUnreadable)).toEqual(
      Array(4).fill(true),
    );
    expect(['', 'é', '😀', '\ufffd', '\u2028', '\x07'].map(isUnreadable)).toEqual(
      Array(6).fill(false),
    );
  });

  it('is found in addresses, and only there where it is', () => {
    expect(['/a%00', '/?q=%00', '/%ED%A0%80', '/%FF', '/%C0%80'].map(isUnreadableAddress)).toEqual(
      Array(5).fill(true),
    );
    expect(['/', '/a%C3%A9', '/?q=100%', '/?q=%zz', '/%2500'].map(isUnreadableAddress)).toEqual(
      Array(5).fill(false),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        if (!isUnreadable(text))
          expect(isUnreadableAddress(`/?q=${encodeURIComponent(text)}`)).toBe(false);
      }),
    );
  });

  it('is found in JSON at any depth, in names too', () => {
    const found = (text: string) => isUnreadableJson(text, JSON.parse(text));
    expect(found('{"a":[{"b":"\\u0000"}]}')).toBe(true);
    expect(found('{"\\ud800":1}')).toBe(true);
    expect(found('"\\ud83d\\ude00"')).toBe(false);
    expect(found('"\\\\u0000"')).toBe(false);
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = JSON.stringify(value);
        const walked = JSON.stringify(value, (_, inner) =>
          typeof inner === 'string' && isUnreadable(inner) ? 'UNREADABLE-HERE' : inner,
        );
        if (walked.includes('UNREADABLE-HERE')) expect(found(text)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('is found in forms', () => {
    const form = new FormData();
    form.set('name', 'fine');
    expect(isUnreadableForm(form)).toBe(false);
    form.set('note', 'a\0');
    expect(isUnreadableForm(form)).toBe(true);
  });
});

it('tells a form without a boundary', () => {
  for (const type of ['multipart/form-data', 'multipart/form-data;', 'Multipart/mixed; boundary='])
    expect(lacksBoundary(type)).toBe(true);
  for (const type of [
    undefined,
    'application/json',
    'multipart/form-data; boundary=x',
    'multipart/form-data; charset=utf-8; boundary="a b"',
  ])
    expect(lacksBoundary(type)).toBe(false);
});
