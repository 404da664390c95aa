import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { localPath, parseForm } from './forms.ts';

describe('localPath', () => {
  it.each([
    ['/besoins?x=1', '/besoins?x=1'],
    ['https://evil.example/', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/a\nb', '/'],
    [null, '/'],
    ['', '/'],
  ])('%j leads to %s', (value, path) => expect(localPath(value)).toBe(path));
});

describe('parseForm', () => {
  const schema = z.object({
    name: z.string().min(1, 'required'),
    count: z.coerce.number({ error: 'number-invalid' }).min(0, 'negative'),
  });

  it('gives back every problem and all that was typed', () => {
    const form = new FormData();
    form.set('name', '');
    form.set('count', '-4');
    form.append('tags[]', 'a');
    form.append('tags[]', 'b');
    const parsed = parseForm(schema, form);
    expect(parsed).toEqual({
      ok: false,
      errors: [
        { field: 'name', code: 'required' },
        { field: 'count', code: 'negative' },
      ],
      values: { name: '', count: '-4', 'tags[]': ['a', 'b'] },
    });
  });
});
