import { sql } from 'kysely';
import { type DeviceKind, deviceNumber } from '../modules/devices/public.ts';
import { seal } from '../platform/access/seal.ts';
import type { Db } from '../platform/db/schema.ts';
import { today } from '../platform/i18n/messages.ts';
import { daysLater } from '../platform/i18n/paris-time.ts';
import { insertRows } from './insert.ts';
import type { DemoPartnership } from './partnerships.ts';
import type { DemoPlace } from './places.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT, HOME_TOWN } from './territory.ts';

/** Lots of a full demonstration beside those of the home town. */
const FULL_SIZE = 300;

const MODELS: readonly (readonly [DeviceKind, maker: string, model: string, cents: number])[] = [
  ['tablet', 'Exemple', 'Tablette senior (démo)', 2990],
  ['laptop', 'Exemple', 'Portable reconditionné (démo)', 0],
  ['phone', 'Exemple', 'Téléphone simple (démo)', 0],
  ['sim', 'Exemple Mobile', 'Forfait solidaire (démo)', 200],
];

interface Wanted {
  readonly places: readonly DemoPlace[];
  readonly partnerships: readonly DemoPartnership[];
  readonly by: string;
  readonly scale: number;
  readonly now: Date;
  readonly secret: string;
}

/** Invented devices: in stock where the demonstration's own accounts work, some with nobody. */
export async function makeDevices(trx: Db, wanted: Wanted, random: Random): Promise<void> {
  const { places, partnerships, by, scale, now, secret } = wanted;
  const able = partnerships.filter(
    ({ stage, commitment }) =>
      ['active', 'under-review', 'renewed'].includes(stage) && commitment === 'digital-inclusion',
  );
  const near = able.filter(({ partner }) => partner.town.department === HOME_DEPARTMENT);
  const own = near.length > 0 ? near : able;
  if (own.length === 0) return;
  const home = places.filter(({ town }) => town.code === HOME_TOWN);
  const at = now.toISOString();
  const rows: Record<
    'lots' | 'devices' | 'events' | 'outs' | 'signatures',
    Record<string, unknown>[]
  > = { lots: [], devices: [], events: [], outs: [], signatures: [] };
  let serial = 0;

  const lot = (place: DemoPlace, which: number, one: DemoPartnership, quantity: number): void => {
    const [kind, maker, model, cents] = MODELS[which % MODELS.length] ?? random.pick(MODELS);
    const id = random.uuid();
    const receivedOn = daysLater(today(now), -random.int(20, 120));
    rows.lots.push({
      id,
      kind,
      maker,
      model,
      origin: kind === 'sim' ? 'bought' : random.pick(['refurbished', 'bought', 'given']),
      quantity,
      price_cents: cents,
      partnership_id: one.id,
      place_id: place.id,
      received_on: receivedOn,
      note: 'Lot inventé pour la démonstration.',
      created_by: by,
      created_at: `${receivedOn}T09:00:00Z`,
    });
    for (let index = 0; index < quantity; index += 1) {
      serial += 1;
      const device = random.uuid();
      // The first is always there to be handed out.
      const state =
        index === 0
          ? 'in-stock'
          : random.weighted([
              ['in-stock', 5],
              ['handed-out', 3],
              ['on-loan', 1],
              ['returned', 1],
            ] as const);
      const event = (
        move: string,
        from: string | null,
        to: string,
        out: string | null,
        day: string,
      ) =>
        rows.events.push({
          id: random.uuid(),
          device_id: device,
          move,
          from_state: from,
          to_state: to,
          place_id: place.id,
          hand_out_id: out,
          transfer_id: null,
          note: '',
          done_by: by,
          done_at: `${day}T10:00:00Z`,
        });
      rows.devices.push({
        id: device,
        lot_id: id,
        number: deviceNumber(kind, serial),
        serial: null,
        place_id: place.id,
        state,
        version: 1,
        updated_at: at,
      });
      event('arrive', null, 'in-stock', null, receivedOn);
      if (state === 'in-stock') continue;
      const lent = state !== 'handed-out';
      // Half of what is on loan was lent, came back and was repaired before.
      const again = state === 'on-loan' && random.chance(0.5);
      const firstOn = daysLater(receivedOn, random.int(1, 5));
      if (again) {
        handOut(device, place, true, 0, firstOn, daysLater(firstOn, 5), event);
        event('repair', 'returned', 'in-repair', null, daysLater(firstOn, 6));
        event('repaired', 'in-repair', 'in-stock', null, daysLater(firstOn, 8));
      }
      const handedOn = again ? daysLater(firstOn, 10) : firstOn;
      const endedOn = state === 'returned' ? daysLater(handedOn, 7) : null;
      handOut(device, place, lent, cents, handedOn, endedOn, event);
    }
  };
  const handOut = (
    device: string,
    place: DemoPlace,
    lent: boolean,
    cents: number,
    handedOn: string,
    endedOn: string | null,
    event: (move: string, from: string | null, to: string, out: string | null, on: string) => void,
  ): void => {
    const out = random.uuid();
    rows.outs.push({
      id: out,
      device_id: device,
      place_id: place.id,
      terms: lent ? 'lent' : 'given',
      due_on: lent ? daysLater(handedOn, 60) : null,
      price_cents: lent ? 0 : cents,
      person_id: null,
      agreed_by: 'spoken',
      registration_id: null,
      handed_on: handedOn,
      handed_by: by,
      ended_on: endedOn,
      ended_by_move: endedOn ? 'return' : null,
      created_at: `${handedOn}T10:00:00Z`,
    });
    rows.signatures.push({
      hand_out_id: out,
      person_id: null,
      sealed: seal(secret, JSON.stringify({ witness: 'Collègue inventée (démo)' })),
      keep_until: null,
    });
    const outState = lent ? 'on-loan' : 'handed-out';
    event(lent ? 'lend' : 'hand-out', 'in-stock', outState, out, handedOn);
    if (endedOn) event('return', outState, 'returned', out, endedOn);
  };

  for (const place of home)
    for (const [which] of MODELS.entries()) lot(place, which, random.pick(own), random.int(4, 9));
  for (let index = 0; index < Math.round(FULL_SIZE * scale); index += 1) {
    const one = random.pick(able);
    const place = one.places[0] ?? random.pick(places);
    lot(place, index, one, random.int(3, 20));
  }
  await insertRows(trx, 'device_lot', rows.lots);
  await insertRows(trx, 'device', rows.devices);
  await insertRows(trx, 'device_hand_out', rows.outs);
  await insertRows(trx, 'device_signature', rows.signatures);
  await insertRows(trx, 'device_event', rows.events);
  await sql`SELECT setval('device_number', ${Math.max(1, serial)})`.execute(trx);
  await send(trx, home, rows.devices, by, now, random);
}

/** Two devices on their way to another place of the home town. */
async function send(
  trx: Db,
  home: readonly DemoPlace[],
  devices: readonly Record<string, unknown>[],
  by: string,
  now: Date,
  random: Random,
): Promise<void> {
  const [from, to] = home;
  if (!from || !to) return;
  const chosen = devices
    .filter((one) => one.place_id === from.id && one.state === 'in-stock')
    .slice(-2)
    .map(({ id }) => String(id));
  const id = random.uuid();
  const sentAt = new Date(now.getTime() - 2 * 86_400_000).toISOString();
  await insertRows(trx, 'device_transfer', [
    {
      id,
      from_place_id: from.id,
      to_place_id: to.id,
      note: 'Pour l’atelier de la semaine prochaine (démo).',
      sent_at: sentAt,
      sent_by: by,
      received_at: null,
      received_by: null,
      overdue_told_at: null,
    },
  ]);
  await insertRows(
    trx,
    'device_transfer_item',
    chosen.map((device) => ({ transfer_id: id, device_id: device, outcome: null })),
  );
  for (const device of chosen)
    await trx.updateTable('device').set({ state: 'in-transit' }).where('id', '=', device).execute();
  await insertRows(
    trx,
    'device_event',
    chosen.map((device) => ({
      id: random.uuid(),
      device_id: device,
      move: 'send',
      from_state: 'in-stock',
      to_state: 'in-transit',
      place_id: from.id,
      hand_out_id: null,
      transfer_id: id,
      note: '',
      done_by: by,
      done_at: sentAt,
    })),
  );
}
