import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  kinds: {
    statutes: 'Statutes',
    'general-interest': 'Proof of general interest',
    insurance: 'Insurance certificate',
    approval: 'Approval or agreement',
    accounts: 'Accounts',
    report: 'Activity report',
    other: 'Paper',
  } as Record<string, string>,
  subject: (days: number) => (days > 0 ? 'A paper expires soon' : 'A paper has expired'),
  text: (kind: string, partner: string, day: string, url: string) =>
    `Hello,\n\n${kind}: ${partner}\nExpiry: ${day}\n\nAsk for the new paper and hand it in here:\n${url}\n`,
};
