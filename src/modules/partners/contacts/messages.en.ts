import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  inPartnership: 'Contacts at the partner’s',
  title: (name: string) => `Contact: ${name}`,
  edit: 'Edit',
  editOf: (name: string) => `Edit contact ${name}`,
  consentTitle: 'Agreement to be contacted',
  consentOn: 'Given on',
  consentPurpose: 'For what',
  consentEndedOn: 'Withdrawn on',
  noConsent: 'has not agreed to be contacted',
  rolesTitle: 'In each partnership',
  roles: {
    lead: 'Main contact',
    signatory: 'Signatory',
    field: 'In the field',
    accounting: 'Accounting',
    communication: 'Communication',
  } as Record<string, string>,
  roleIn: (role: string, title: string) => `${role}: ${title}`,
  noPartnership: 'This organisation has no partnership yet.',
  save: 'Save the contact',
  remove: 'Delete this contact',
  removeHint: 'Their details are erased. This cannot be undone.',
};
