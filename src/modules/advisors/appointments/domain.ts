/**
 * An appointment: given, without its presence (somebody has to act), given back, or what came of it.
 */
export const APPOINTMENT_STATES = ['booked', 'displaced', 'cancelled', 'came', 'absent'] as const;
export type AppointmentState = (typeof APPOINTMENT_STATES)[number];

/** Who moves an appointment: the person with its code, or the staff. */
export type AppointmentMover = 'holder' | 'staff';

const MOVES: Readonly<
  Record<AppointmentState, Readonly<Partial<Record<AppointmentMover, readonly AppointmentState[]>>>>
> = {
  booked: { staff: ['came', 'absent'] },
  displaced: {},
  cancelled: { holder: ['booked', 'displaced'], staff: ['booked', 'displaced'] },
  came: { staff: ['booked', 'absent'] },
  absent: { staff: ['booked', 'came'] },
};

/** Whether a mover may bring an appointment from one state to another. */
export function mayMove(
  mover: AppointmentMover,
  from: AppointmentState,
  to: AppointmentState,
): boolean {
  return MOVES[to][mover]?.includes(from) === true;
}
