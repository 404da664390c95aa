/** Digital advisor (conseiller numérique), mediator of an association, agent of a France Services. */
export const ADVISOR_KINDS = ['advisor', 'mediator', 'france-services'] as const;
export type AdvisorKind = (typeof ADVISOR_KINDS)[number];

/** The kind of activity that somebody's individual help is recorded as. */
export function activityKindOf(kind: AdvisorKind): 'accompaniment' | 'service' {
  return kind === 'france-services' ? 'service' : 'accompaniment';
}
