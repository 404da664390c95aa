import type { Db } from '../../../platform/db/schema.ts';
import { type AppointmentRow, getAppointmentByCode } from '../../advisors/public.ts';
import { getPlace } from '../../places/public.ts';
import { getSession } from '../../workshops/public.ts';
import type { OrientationRow } from '../contract.ts';
import { type Earlier, earlierThan } from '../earlier/queries.ts';
import { orientationByCode } from '../queries.ts';
import '../tables.ts';

/** What a slip's page says now, whatever was printed. Nothing of it says who the person is. */
export interface SlipNow {
  readonly orientation: OrientationRow;
  readonly title: string;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly place: {
    readonly id: string;
    readonly name: string;
    readonly address: string;
    readonly postalCode: string;
    readonly communeName: string;
    readonly phone: string | null;
  };
  /** The host called it off. */
  readonly calledOff: boolean;
  readonly movedFrom: string | null;
  readonly movedFromPlace: string | null;
  /** The room was closed, and nobody has said yet where it takes place. */
  readonly roomLost: boolean;
  readonly reason: string;
  /** Why, where nobody wrote it. */
  readonly changeCode: AppointmentRow['changeCode'];
  /** No seat yet: on the waiting list. */
  readonly waiting: boolean;
  /** An appointment that can be given back or put on another hour on a page of its own. */
  readonly appointment: boolean;
  readonly earlier: readonly Earlier[];
}

/** The page of a code; null when nobody has it. */
export async function slipByCode(db: Db, typed: string, now: Date): Promise<SlipNow | null> {
  const orientation = await orientationByCode(db, typed);
  if (!orientation) return null;
  const [session, place] = await Promise.all([
    orientation.sessionId ? getSession(db, orientation.sessionId) : null,
    getPlace(db, orientation.host.placeId),
  ]);
  if (!place) return null;
  const appointment =
    orientation.offerKind === 'appointment'
      ? await getAppointmentByCode(db, orientation.code)
      : null;
  const seat = session
    ? await db
        .selectFrom('workshop_registration')
        .select('state')
        .where('code', '=', orientation.code)
        .executeTakeFirst()
    : undefined;
  return {
    orientation,
    title: orientation.title,
    startsAt: session?.startsAt ?? appointment?.startsAt ?? orientation.expectedAt,
    endsAt: session?.endsAt ?? appointment?.endsAt ?? null,
    place: {
      id: place.id,
      name: place.name,
      address: place.address,
      postalCode: place.postalCode,
      communeName: place.communeName,
      phone: place.phone,
    },
    calledOff:
      session?.state === 'cancelled' ||
      appointment?.state === 'displaced' ||
      orientation.refusal === 'cancelled',
    movedFrom: (session?.state === 'planned' ? session.movedFrom : appointment?.movedFrom) ?? null,
    movedFromPlace: session?.state === 'planned' ? session.movedFromPlace : null,
    roomLost: session?.roomLost ?? false,
    reason: session?.changeReason ?? appointment?.reason ?? '',
    changeCode: appointment?.changeCode ?? null,
    appointment: appointment?.state === 'booked' || appointment?.state === 'displaced',
    waiting: seat?.state === 'waiting',
    earlier: session ? await earlierThan(db, orientation.id, now) : [],
  };
}
