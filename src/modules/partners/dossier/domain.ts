/**
 * What an organisation may be recognised as. Sources: labour code L.3332-17-1 (ESUS), L.5132-4
 * (integration), L.5213-13 (adapted companies); social code L.344-2 (ESAT); general tax code
 * 238 bis (general interest).
 */
export const LABELS = [
  'esus',
  'iae-agreement',
  'adapted-company',
  'esat',
  'general-interest',
  'public-utility',
  'b-corp',
  'mission-company',
] as const;

/** What an organisation may be to us; one may be several at once. */
export const ROLES_TO_US = ['supplier', 'mission-host', 'workshop-host', 'tenant'] as const;

/** Whether a label counts on a day: from its first to its last day, both included. */
export function validOn(
  label: { readonly validFrom: string | null; readonly validTo: string | null },
  day: string,
): boolean {
  return (!label.validFrom || label.validFrom <= day) && (!label.validTo || label.validTo >= day);
}

/** What a type of partnership makes a partner. */
export const ROLE_OF_TYPE: Readonly<Record<string, (typeof ROLES_TO_US)[number]>> = {
  'responsible-practices': 'supplier',
  'skills-sponsorship': 'mission-host',
  'economic-cooperation': 'tenant',
};
