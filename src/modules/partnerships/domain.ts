/** The four types of partnership. */
export const PARTNERSHIP_TYPES = [
  'responsible-practices',
  'skills-sponsorship',
  'economic-cooperation',
  'social-innovation',
] as const;
export type PartnershipType = (typeof PARTNERSHIP_TYPES)[number];

export const STAGES = [
  'idea',
  'co-design',
  'agreed',
  'active',
  'under-review',
  'renewed',
  'ended',
  'abandoned',
] as const;
export type Stage = (typeof STAGES)[number];

/** One permitted move of the lifecycle. */
export interface Transition {
  readonly to: Stage;
  readonly from: readonly Stage[];
  /** A sentence why must be given. */
  readonly reason: boolean;
}

/**
 * The lifecycle of a partnership, as data: what may come from where. `ended` and `abandoned` are
 * final; a renewed partnership is active again until its next review.
 */
export const TRANSITIONS: readonly Transition[] = [
  { to: 'co-design', from: ['idea'], reason: false },
  { to: 'idea', from: ['co-design'], reason: true },
  { to: 'agreed', from: ['co-design'], reason: false },
  { to: 'active', from: ['agreed'], reason: false },
  { to: 'under-review', from: ['active', 'renewed'], reason: false },
  { to: 'renewed', from: ['under-review'], reason: true },
  { to: 'ended', from: ['active', 'under-review', 'renewed'], reason: true },
  { to: 'abandoned', from: ['idea', 'co-design', 'agreed'], reason: true },
];

/** Stages in which a partnership acts in its territory. */
export const RUNNING: readonly Stage[] = ['active', 'under-review', 'renewed'];

/** Stages whose partnership was agreed once, whatever came of it. */
export const AGREED: readonly Stage[] = ['agreed', 'active', 'under-review', 'renewed', 'ended'];

/** Stages that nothing follows. */
export const FINAL: readonly Stage[] = ['ended', 'abandoned'];

/** The move from one stage to another, or null when the lifecycle has none. */
export function transition(from: Stage, to: Stage): Transition | null {
  return (
    TRANSITIONS.find((candidate) => candidate.to === to && candidate.from.includes(from)) ?? null
  );
}

/** The stages that may follow this one. */
export function nextStages(from: Stage): readonly Stage[] {
  return TRANSITIONS.filter((candidate) => candidate.from.includes(from)).map(
    (candidate) => candidate.to,
  );
}

/** A public address from a title: lower-case words, and the reference that makes it unique. */
export function slugOf(title: string, reference: string): string {
  const words = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return `${words || 'partenariat'}-${reference.toLowerCase()}`;
}
