/** What a contact may be in one partnership. Apart from the schemas, which no browser needs. */
export const CONTACT_ROLES = ['lead', 'signatory', 'field', 'accounting', 'communication'] as const;
