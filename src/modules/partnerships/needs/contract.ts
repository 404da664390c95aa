import { z } from 'zod';
import { commitment, line, prose, uuid, webAddress } from '../../alliance/public.ts';
import { NEED_STATUSES, NEED_TERRITORIES } from './domain.ts';

declare module '../../../platform/access/access.ts' {
  interface Permissions {
    'needs.read': true;
    'needs.write': true;
  }
}

/** What supports a need: an indicator as it stood, or words with where they come from. */
export const evidence = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('indicator'),
    code: z.string().min(1).max(60),
    value: z.number(),
    vintage: z.string().max(40),
    source: z.string().max(200),
  }),
  z.object({
    kind: z.literal('text'),
    text: line(600),
    url: webAddress.nullable().default(null),
  }),
]);
export type Evidence = z.output<typeof evidence>;

/** A need of a territory, under one commitment. */
export const needInput = z.object({
  territoryKind: z.enum(NEED_TERRITORIES, { error: 'choose-one' }),
  territoryCode: line(12),
  commitment,
  title: line(160),
  description: prose(4000).default(''),
  evidence: z.array(evidence).max(20).default([]),
  status: z.enum(NEED_STATUSES, { error: 'choose-one' }).default('open'),
});
export type NeedInput = z.output<typeof needInput>;

export const needOutput = z.object({
  id: uuid,
  territoryKind: z.enum(NEED_TERRITORIES),
  territoryCode: z.string(),
  departmentCode: z.string(),
  commitment,
  title: z.string(),
  description: z.string(),
  evidence: z.array(evidence),
  status: z.enum(NEED_STATUSES),
  version: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type NeedOutput = z.output<typeof needOutput>;
