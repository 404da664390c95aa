import { describe, expect, it } from 'vitest';
import { actorOf, usualScope } from '../../../tests/support/actors.ts';
import { authorize } from '../../platform/access/access.ts';
import { ROLES, type Role } from '../accounts/public.ts';
import { bookingRefusal, isHost, mayWriteRoom, sidesOf } from './policy.ts';

const room = { departmentCode: '23', placeId: 'place', openTo: 'partners' as const };
const near: Readonly<Record<string, string>> = {
  national: '',
  department: '23',
  region: '75',
  place: 'place',
  organisation: 'partner',
};
const far: Readonly<Record<string, string>> = {
  national: '',
  department: '01',
  region: '84',
  place: 'another place',
  organisation: 'another partner',
};
const actorIn = (role: Role, codes: Readonly<Record<string, string>>) => {
  const kind = role === 'territory-delegate' ? 'department' : usualScope(role);
  return actorOf('a', role, kind, codes[kind] ?? '');
};

/** What each role may do with a room of its own reach and a booking of its partner. */
const NEAR: Readonly<Record<string, string>> = {
  'alliance-lead': 'write host book self',
  'territory-delegate': 'write host book self',
  'place-manager': 'write host book self',
  advisor: 'book self',
  'partner-admin': 'book side:booker',
  'partner-member': 'book side:booker',
};
/** The same out of its reach. */
const FAR: Readonly<Record<string, string>> = { 'alliance-lead': 'write host book self' };

function rights(role: Role, codes: Readonly<Record<string, string>>): string {
  const actor = actorIn(role, codes);
  const write = authorize(actor, 'rooms.write');
  const book = authorize(actor, 'rooms.book');
  const booking = { ...room, partnerId: 'partner', bookedBy: 'somebody else' };
  const sides = sidesOf(actor, booking).filter((side) => side === 'booker');
  return [
    write && mayWriteRoom(write, room) ? 'write' : '',
    isHost(actor, room) ? 'host' : '',
    book && bookingRefusal(book, room, 'partner', 'near') === null ? 'book' : '',
    book && bookingRefusal(book, room, null, 'none') === null ? 'self' : '',
    sides.length > 0 ? `side:${sides.join()}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

describe('role × reach', () => {
  it.each(ROLES)('%s', (role) => {
    expect([rights(role, near), rights(role, far)]).toEqual([NEAR[role] ?? '', FAR[role] ?? '']);
  });
});

describe('who may book', () => {
  const partner = authorize(actorIn('partner-member', near), 'rooms.book');
  const delegate = authorize(actorIn('territory-delegate', near), 'rooms.book');
  it.each([
    ['partners', 'none', 'agreement-missing', 'agreement-missing'],
    ['partners', 'elsewhere', null, null],
    ['near', 'elsewhere', 'agreement-missing', 'agreement-missing'],
    ['near', 'near', null, null],
    ['staff', 'near', 'room-for-staff', null],
  ] as const)('%s with an agreement %s', (openTo, agreement, itself, forIt) => {
    if (!partner || !delegate) throw new Error('both may book');
    const given = { ...room, openTo };
    expect(bookingRefusal(partner, given, 'partner', agreement)).toBe(itself);
    expect(bookingRefusal(delegate, given, 'partner', agreement)).toBe(forIt);
    expect(bookingRefusal(partner, given, 'another', agreement)).toBe('out-of-scope');
    expect(bookingRefusal(partner, given, null, agreement)).toBe('out-of-scope');
  });

  it('keeps who booked on their side, whatever their partner', () => {
    const advisor = actorIn('advisor', near);
    expect(sidesOf(advisor, { ...room, partnerId: null, bookedBy: 'a' })).toEqual(['booker']);
    expect(sidesOf(advisor, { ...room, partnerId: null, bookedBy: 'b' })).toEqual([]);
  });
});
