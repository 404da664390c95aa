export { accompanimentOperations } from './accompaniments/api.ts';
export { en as helpEn } from './accompaniments/messages.en.ts';
export { fr as helpFr } from './accompaniments/messages.fr.ts';
export { listHelpOfFile } from './accompaniments/queries.ts';
export { advisorOperations } from './api.ts';
export { appointmentOperations } from './appointments/api.ts';
export {
  type Appointment,
  type AppointmentFailure,
  bookSlot,
  cancelSlot,
  leaveAppointmentContact,
  markAppointment,
} from './appointments/commands.ts';
export type { BookingInput } from './appointments/contract.ts';
export {
  type AppointmentRow,
  countDisplaced,
  getAppointmentByCode,
} from './appointments/queries.ts';
export { leaveClosedPlaces, returnToOpenPlaces } from './closed-places/commands.ts';
export { startCoop } from './coop/commands.ts';
export { coopImporter } from './coop-import/commands.ts';
export { en as advisorKindsEn } from './kinds/messages.en.ts';
export { fr as advisorKindsFr } from './kinds/messages.fr.ts';
export { en as advisorsEn } from './messages.en.ts';
export { fr as advisorsFr } from './messages.fr.ts';
export {
  listPresencesNear,
  type PresenceOffer,
} from './offers/queries.ts';
export { listPresences, type PresenceRow } from './presences/queries.ts';
export { calendarAccountOf } from './queries.ts';
export { forgetAppointmentContacts, remindAppointments } from './reminders/commands.ts';
export { extendRounds } from './rounds/commands.ts';
