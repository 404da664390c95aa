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

/** Which side brings a move about. */
export type Mover = 'operator' | 'partner';

/** One permitted move of the lifecycle. */
export interface Transition {
  readonly to: Stage;
  readonly from: readonly Stage[];
  /** A sentence why must be given. */
  readonly reason: boolean;
  readonly by: readonly Mover[];
  /** Decided in a review, with results held against objectives, and nowhere else. */
  readonly review?: true;
}

/**
 * The lifecycle of a partnership, as data: what may come from where, by whom. `ended` and
 * `abandoned` are final; a renewed partnership is active again until its next review. A partner may
 * withdraw as long as nothing is agreed.
 */
export const TRANSITIONS: readonly Transition[] = [
  { to: 'co-design', from: ['idea'], reason: false, by: ['operator'] },
  { to: 'idea', from: ['co-design'], reason: true, by: ['operator'] },
  { to: 'agreed', from: ['co-design'], reason: false, by: ['operator'] },
  { to: 'active', from: ['agreed'], reason: false, by: ['operator'] },
  { to: 'active', from: ['under-review'], reason: true, by: ['operator'], review: true },
  { to: 'under-review', from: ['active', 'renewed'], reason: false, by: ['operator'] },
  { to: 'renewed', from: ['under-review'], reason: true, by: ['operator'], review: true },
  { to: 'ended', from: ['active', 'renewed'], reason: true, by: ['operator'] },
  { to: 'ended', from: ['under-review'], reason: true, by: ['operator'], review: true },
  { to: 'abandoned', from: ['idea', 'co-design'], reason: true, by: ['operator', 'partner'] },
  { to: 'abandoned', from: ['agreed'], reason: true, by: ['operator'] },
];

/** Stages in which a partnership acts in its territory. */
export const RUNNING: readonly Stage[] = ['active', 'under-review', 'renewed'];

/** Stages whose partnership was agreed once, whatever came of it. */
export const AGREED: readonly Stage[] = ['agreed', 'active', 'under-review', 'renewed', 'ended'];

/** Days after which a stage has lasted longer than it should; somebody is to look at it. */
export const STALE_DAYS: Readonly<Record<'idea' | 'co-design' | 'agreed', number>> = {
  idea: 90,
  'co-design': 120,
  agreed: 60,
};

/** Stages that nothing follows. */
export const FINAL: readonly Stage[] = ['ended', 'abandoned'];

/** The move from one stage to another, or null when the lifecycle has none. */
export function transition(from: Stage, to: Stage): Transition | null {
  return (
    TRANSITIONS.find((candidate) => candidate.to === to && candidate.from.includes(from)) ?? null
  );
}

/** The stages that this side may move to from here, reviews aside. */
export function nextStages(from: Stage, by: Mover = 'operator'): readonly Stage[] {
  return TRANSITIONS.filter(
    (known) => known.from.includes(from) && known.by.includes(by) && !known.review,
  ).map(({ to }) => to);
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
