import type { Db } from '../../../platform/db/schema.ts';
import { type FieldError, fieldErrors, formValues } from '../../../platform/http/forms.ts';
import { readDay, writeDay } from '../../partnerships/public.ts';
import { type Place, searchPlaces, WEEKDAYS, type WeekHours } from '../../places/public.ts';
import { type RoomInput, roomInput } from '../contract.ts';
import type { Room } from '../queries.ts';

type Values = Record<string, string | string[]>;
type Read =
  | { readonly ok: true; readonly value: RoomInput; readonly values: Values }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: Values };

/** Reads the form of a room: its hours by day, its place picked or typed. */
export async function readRoomForm(db: Db, form: FormData): Promise<Read> {
  const values = formValues(form);
  const extra: FieldError[] = [];
  const typed = String(values.placeIdText ?? '').trim();
  if (!values.placeId && typed) {
    const [only, ...others] = await searchPlaces(db, typed, 2);
    if (only && others.length === 0) values.placeId = only.id;
    else extra.push({ field: 'placeId', code: 'place-unknown' });
  }
  const hours: Record<string, readonly (readonly [string, string])[]> = {};
  for (const day of WEEKDAYS) {
    const read = readDay(String(values[`hours.${day}`] ?? ''));
    if (!read.ok) extra.push({ field: `hours.${day}`, code: read.problem });
    else if (read.spans.length > 0) hours[day] = read.spans;
  }
  const parsed = roomInput.safeParse({
    ...values,
    hours,
    equipment: values['equipment[]'] ?? [],
    access: values['access[]'] ?? [],
  });
  if (parsed.success && extra.length === 0) return { ok: true, value: parsed.data, values };
  const named = new Set(extra.map(({ field }) => field.split('.')[0]));
  const found = parsed.success ? [] : fieldErrors(parsed.error);
  return {
    ok: false,
    values,
    errors: [...found.filter(({ field }) => !named.has(field.split('.')[0])), ...extra],
  };
}

const hoursValues = (hours: WeekHours | null): Values =>
  Object.fromEntries(WEEKDAYS.map((day) => [`hours.${day}`, writeDay(hours?.[day])]));

/** A new room as the form first shows it; the hours of its place are a good start. */
export function newRoomValues(id: string, place: Place | null): Values {
  return {
    id,
    placeId: place?.id ?? '',
    placeIdText: place?.name ?? '',
    bufferMinutes: '15',
    confirmation: 'request',
    openTo: 'partners',
    status: 'open',
    ...hoursValues(place?.hours ?? null),
  };
}

/** A recorded room as the form shows it. */
export function roomValues(room: Room): Values {
  return {
    name: room.name,
    placeId: room.place.id,
    placeIdText: room.place.name,
    seats: String(room.seats),
    'equipment[]': [...room.equipment],
    'access[]': [...room.access],
    bufferMinutes: String(room.bufferMinutes),
    confirmation: room.confirmation,
    openTo: room.openTo,
    note: room.note,
    status: room.status,
    ...hoursValues(room.hours),
  };
}
