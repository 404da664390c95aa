export { workshopSessionOperations } from './api.ts';
export { calendarOf } from './feed/domain.ts';
export { en as workshopsEn } from './messages.en.ts';
export { fr as workshopsFr } from './messages.fr.ts';
export { getSessionPlan, type NearSession, sessionsNear } from './near/queries.ts';
export { countRoomless, getSession, listSessions, type SessionRow } from './queries.ts';
export {
  changeSession,
  forgetContacts,
  giveSeatBack,
  leaveContact,
  markSeat,
  remindSeats,
  type Seat,
  type SeatFailure,
  takeSeat,
} from './registrations/commands.ts';
export { changedSeat, changesSeat } from './registrations/events.ts';
export { workshopReportOperations } from './report/api.ts';
