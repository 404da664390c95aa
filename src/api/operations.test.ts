import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OPERATIONS } from './operations.ts';

type Json = Readonly<Record<string, unknown>>;

/** Every text that may be sent, by its path in a body or query. */
function texts(schema: Json, at: string): { at: string; schema: Json }[] {
  const found: { at: string; schema: Json }[] = schema.type === 'string' ? [{ at, schema }] : [];
  for (const key of ['anyOf', 'oneOf', 'allOf', 'prefixItems'])
    for (const one of (schema[key] as Json[] | undefined) ?? []) found.push(...texts(one, at));
  for (const [name, one] of Object.entries((schema.properties as Record<string, Json>) ?? {}))
    found.push(...texts(one, `${at}.${name}`));
  for (const key of ['items', 'additionalProperties'])
    if (schema[key] && typeof schema[key] === 'object')
      found.push(...texts(schema[key] as Json, `${at}[]`));
  return found;
}

/** Content in base64, whose end is that of the body; words for yes and no, which are no texts. */
const OTHERWISE = /\.content$|\.(access|earlier|mine|unled|endsSoon|qpv|free)$/;

const bounded = (text: Json): boolean =>
  ['maxLength', 'enum', 'const', 'pattern', 'format'].some((key) => text[key] !== undefined);

describe('what operations take', () => {
  it('has an end, every text of it', () => {
    const endless = OPERATIONS.flatMap(({ id, body, query }) =>
      [body, query].flatMap((schema) =>
        schema
          ? texts(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json, id)
          : [],
      ),
    ).filter(({ at, schema }) => !bounded(schema) && !OTHERWISE.test(at));
    expect(endless.map(({ at }) => at)).toEqual([]);
  });
});
