import { expect, it } from 'vitest';
import { sealEnvelope } from './envelope.ts';
import { envelopeKey, openEnvelope } from './open-envelope.ts';

const SECRET = 'a'.repeat(32);

it('is opened by the server only, and by this one only', async () => {
  const sealed = await sealEnvelope(envelopeKey(SECRET), '{"phone":"+33612345678"} é');
  expect(openEnvelope(SECRET, sealed)).toBe('{"phone":"+33612345678"} é');
  expect(sealed).not.toContain('612345678');
  expect(() => openEnvelope('b'.repeat(32), sealed)).toThrow();
});

it('is never the same twice, and shows when it was changed', async () => {
  const [one, two] = await Promise.all(
    [1, 2].map(() => sealEnvelope(envelopeKey(SECRET), 'bonjour')),
  );
  expect(one).not.toBe(two);
  const bytes = Buffer.from(one ?? '', 'base64url');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(() => openEnvelope(SECRET, bytes.toString('base64url'))).toThrow();
  expect(() => openEnvelope(SECRET, 'AAAA')).toThrow();
});
