import { z } from 'zod';
import { COMMITMENTS, decimal, whole } from '../alliance/public.ts';
import { TARGETS } from './domain.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    'dashboard.read': true;
    'targets.write': true;
  }
}

export const targetInput = z.object({
  code: z.enum(TARGETS, { error: 'choose-one' }),
  year: whole(2000, 2100),
  value: decimal(0, 1e9),
  source: z.string().trim().max(300).default(''),
});

/** Which figures are asked for. Absent = all. */
export const figuresQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  department: z
    .string()
    .regex(/^\d[0-9AB]\d?$/i)
    .optional(),
  commitment: z.enum(COMMITMENTS).optional(),
});
export type FiguresQuery = z.output<typeof figuresQuery>;
