/** Other doors, public or national and open to all, for whoever cannot be helped here. */
export const DOORS = {
  'ess-france': 'https://www.ess-france.org',
  dla: 'https://www.info-dla.fr',
  'france-active': 'https://www.franceactive.org',
  'inclusion-market': 'https://lemarche.inclusion.gouv.fr',
  'france-services': 'https://www.france-services.gouv.fr',
  volunteers: 'https://www.jeveuxaider.gouv.fr',
} as const;
export type Door = keyof typeof DOORS;
export const DOOR_KEYS = Object.keys(DOORS) as readonly Door[];

/** Whether a stored word is one of the doors. */
export function isDoor(key: string): key is Door {
  return Object.hasOwn(DOORS, key);
}
