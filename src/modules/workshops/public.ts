export { workshopSessionOperations } from './api.ts';
export { en as workshopsEn } from './messages.en.ts';
export { fr as workshopsFr } from './messages.fr.ts';
export { listSessions, type SessionRow } from './queries.ts';
export { forgetContacts, remindSeats, type Seat, takeSeat } from './registrations/commands.ts';
export { workshopReportOperations } from './report/api.ts';
