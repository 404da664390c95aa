import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  asked: {
    subject: 'A room is asked for',
    text: (room: string, when: string, who: string, url: string) =>
      `Hello,\n\n${who} asks for the room ${room}, on ${when}. Answer here:\n${url}\n`,
  },
  operator: 'The operator’s team',
  answered: {
    subjects: {
      confirmed: 'Your room is booked',
      refused: 'Your request for a room is refused',
      cancelled: 'Your booking of a room is cancelled',
    },
    text: (room: string, when: string, reason: string, url: string) =>
      `Hello,\n\nRoom ${room}, on ${when}.\n${reason ? `\n${reason}\n` : ''}\nSee the booking or make another one:\n${url}\n`,
  },
  closed: {
    subject: 'A room closes: your bookings are cancelled',
    text: (room: string, reason: string, list: string, url: string) =>
      `Hello,\n\nThe room ${room} closes: ${reason}\n\nThese bookings are cancelled:\n${list}\n\nChoose another time or another room:\n${url}\n`,
  },
};
