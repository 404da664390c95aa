export { roomOperations } from './api.ts';
export { bookingOperations } from './bookings/api.ts';
export { type Booked, type BookingFailure, bookRoom, finishBookings } from './bookings/commands.ts';
export { type BookingInput, bookingInput } from './bookings/contract.ts';
export { instantOf } from './calendar/domain.ts';
export { closureOperations } from './closures/api.ts';
export { releaseLinked } from './linked/commands.ts';
export { type LinkedBooking, linkedBooking } from './linked/queries.ts';
export { getRoom, listRooms, type Room, type RoomFilters, roomsOf } from './queries.ts';
