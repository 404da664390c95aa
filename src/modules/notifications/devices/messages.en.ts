import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

const s = (n: number): string => (n === 1 ? '' : 's');

export const en: Messages<typeof fr> = {
  sent: {
    subject: (to) => `Devices are on their way to ${to}`,
    text: (n, from, to, url) =>
      `Hello,\n\n${n} device${s(n)} left ${from} for ${to}. When they arrive, say what is there:\n\n${url}\n`,
  },
  missing: {
    subject: (to) => `Devices are missing at ${to}`,
    text: (n, from, to, url) =>
      `Hello,\n\n${n} device${s(n)} sent from ${from} to ${to} did not arrive.\n\n${url}\n`,
  },
  overdue: {
    subject: (to) => `What was sent to ${to} was not received`,
    text: (n, from, to, url) =>
      `Hello,\n\n${n} device${s(n)} left ${from} for ${to} more than a week ago, and nobody noted that they arrived.\n\n${url}\n`,
  },
};
