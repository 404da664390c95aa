/**
 * What an organisation is. Kinds of integration and adapted structures are those of the labour
 * code (L.5132-4, L.5213-13); the rest are the families of the 2014 law on the social economy.
 */
export const PARTNER_KINDS = [
  'association',
  'federation',
  'foundation',
  'cooperative',
  'mutual',
  'esus',
  'impact-startup',
  'community',
  'EI',
  'ACI',
  'AI',
  'ETTI',
  'EITI',
  'GEIQ',
  'EA',
  'EATT',
  'ESAT',
  'SEP',
  'OPCS',
  'company',
  'other',
] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];
