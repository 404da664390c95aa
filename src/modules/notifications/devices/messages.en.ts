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
  kinds: {
    tablet: 'Tablets',
    laptop: 'Laptops',
    phone: 'Phones',
    sim: 'Solidarity mobile offers',
  },
  low: {
    subject: (place) => `Few devices left at ${place}`,
    text: (place, lines, url) =>
      `Hello,\n\nFew devices are left at ${place}:\n\n${lines.join('\n')}\n\nAsk another place for some, or receive a lot. The threshold is changed on the same page:\n${url}\n`,
  },
  loans: {
    subject: (place) => `Loans should be back at ${place}`,
    line: (number, day) => `${number}: due back before ${day}`,
    text: (place, lines, url) =>
      `Hello,\n\nThese devices lent at ${place} have not come back:\n\n${lines.join('\n')}\n\nWhen they do, note it here:\n${url}\n`,
  },
};
