import { z } from 'zod';
import { blankable, day, decimal, line, prose, uuid } from '../../alliance/public.ts';
import { weekHours } from '../../places/public.ts';

declare module '../../../platform/access/access.ts' {
  interface Permissions {
    'hosting.read': true;
    /** The occupancy agreement, which is never public. */
    'hosting-terms.read': true;
    'hosting.write': true;
  }
}

const services = z.array(z.string().trim().min(1).max(80)).max(40).default([]);

const facts = z.object({
  placeId: uuid,
  name: line(160),
  surface: blankable(decimal(0.1, 100_000)),
  servicesBefore: services,
  servicesAfter: services.pipe(z.array(z.string()).min(1, 'services-needed')),
  agreementStartsOn: blankable(day),
  agreementEndsOn: blankable(day),
});

const inOrder = (
  input: { agreementStartsOn: string | null; agreementEndsOn: string | null },
  issue: z.core.$RefinementCtx,
): void => {
  const { agreementStartsOn: from, agreementEndsOn: to } = input;
  if (from && to && to < from)
    issue.addIssue({ code: 'custom', path: ['agreementEndsOn'], message: 'ends-before-start' });
};

/** What is written of a hosted business apart from its hours. */
export const hostingFacts = facts.superRefine(inOrder);
export type HostingFacts = z.output<typeof hostingFacts>;

/** Opening hours from a day on. */
export const hoursInput = z.object({
  validFrom: day,
  before: weekHours,
  after: weekHours.refine(
    (hours) => Object.values(hours).some((spans) => spans && spans.length > 0),
    'hours-empty',
  ),
});
export type HoursInput = z.output<typeof hoursInput>;

/** A hosted business as it is first written. */
export const hostingInput = facts
  .extend({ partnershipId: uuid, hours: hoursInput })
  .superRefine(inOrder);
export type HostingInput = z.output<typeof hostingInput>;

export const endInput = z.object({
  endedOn: day,
  reason: prose(1000).pipe(z.string().min(1, 'reason-needed')),
});
export type EndInput = z.output<typeof endInput>;

export const hostingOutput = z.object({
  id: uuid,
  partnershipId: uuid,
  partner: z.object({ id: uuid, name: z.string() }),
  place: z.object({ id: uuid, name: z.string(), kind: z.string() }),
  communeCode: z.string(),
  communeName: z.string(),
  departmentCode: z.string(),
  name: z.string(),
  surface: z.number().nullable(),
  servicesBefore: z.array(z.string()),
  servicesAfter: z.array(z.string()),
  minutesBefore: z.int(),
  minutesAfter: z.int(),
  gained: z.int(),
  endedOn: z.string().nullable(),
  version: z.int(),
});
export type HostingOutput = z.output<typeof hostingOutput>;
