import { countDisplaced, listPresences, type PresenceRow } from '../../modules/advisors/public.ts';
import { countDevicesWaiting } from '../../modules/devices/public.ts';
import { countLeftFiles, countOwnFiles } from '../../modules/follow-up/public.ts';
import { countWaitingOrientations } from '../../modules/orientation/public.ts';
import { waitingFor } from '../../modules/rooms/public.ts';
import { countRoomless } from '../../modules/workshops/public.ts';
import { authorize, type Ctx } from '../../platform/access/access.ts';
import { today } from '../../platform/i18n/messages.ts';
import { daysLater, parisInstant } from '../../platform/i18n/paris-time.ts';

/** What waits, with the list of it; nothing is waiting at nought. */
export type Waits =
  | 'roomless'
  | 'displaced'
  | 'orientations'
  | 'meetings'
  | 'ending'
  | 'left'
  | 'rooms'
  | 'transfers'
  | 'stock';

export interface DigitalToday {
  /** One's own presences of today. */
  readonly presences: readonly Pick<
    PresenceRow,
    'id' | 'place' | 'startsAt' | 'endsAt' | 'booked' | 'byAppointment'
  >[];
  readonly waits: readonly { readonly what: Waits; readonly count: number; readonly to: string }[];
}

/**
 * What an advisor or who looks after a place has to do today. Counts and ways there: no person is
 * named on a home. Who looks after everything has lists, not a number that never falls to nought.
 */
export async function digitalToday(ctx: Ctx): Promise<DigitalToday> {
  const { db, actor, now } = ctx;
  const on = today(now);
  const read = authorize(actor, 'advisors.read');
  const follow = authorize(actor, 'follow-up.read');
  const manage = authorize(actor, 'follow-up.manage');
  const run = authorize(actor, 'advisors.write');
  const receive = authorize(actor, 'orientations.receive');
  const devices = authorize(actor, 'devices.write');
  const decide = authorize(actor, 'rooms.decide');
  const teach = authorize(actor, 'workshops.write');
  const [presences, displaced, files, left, orientations, stock, rooms, roomless] =
    await Promise.all([
      read
        ? listPresences(
            db,
            {
              account: read.accountId,
              planned: true,
              after: parisInstant(on, '00:00'),
              before: parisInstant(daysLater(on, 1), '00:00'),
            },
            null,
            6,
          )
        : null,
      run && !run.everywhere ? countDisplaced(db, run, now) : 0,
      follow ? countOwnFiles(db, follow, on) : { ending: 0, meetings: 0 },
      manage ? countLeftFiles(db, manage, on) : 0,
      receive && !receive.everywhere ? countWaitingOrientations(db, receive) : 0,
      devices && !devices.everywhere ? countDevicesWaiting(db, devices) : { toReceive: 0, low: 0 },
      decide && !decide.everywhere ? waitingFor(db, actor, now) : [],
      teach && !teach.everywhere ? countRoomless(db, teach, now) : 0,
    ]);
  const waits = [
    { what: 'roomless', count: roomless, to: '/ateliers?salle=sans' },
    { what: 'displaced', count: displaced, to: '/conseillers/a-revoir' },
    { what: 'orientations', count: orientations, to: '/orientations?etat=given' },
    { what: 'meetings', count: files.meetings, to: '/suivis' },
    { what: 'ending', count: files.ending, to: '/suivis?vue=terme' },
    { what: 'left', count: left, to: '/suivis/relais' },
    { what: 'rooms', count: rooms.length, to: '/salles' },
    { what: 'transfers', count: stock.toReceive, to: '/equipements/transferts' },
    { what: 'stock', count: stock.low, to: '/equipements' },
  ] as const;
  return {
    presences: (presences?.items ?? []).map(
      ({ id, place, startsAt, endsAt, booked, byAppointment }) => ({
        id,
        place,
        startsAt,
        endsAt,
        booked,
        byAppointment,
      }),
    ),
    waits: waits.filter(({ count }) => count > 0),
  };
}
