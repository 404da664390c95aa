import { describe, expect, it } from 'vitest';
import { actorOf, usualScope } from '../../../../tests/support/actors.ts';
import { authorize } from '../../../platform/access/access.ts';
import { ROLES, type Role } from '../../accounts/public.ts';
import { mayReadHosting, mayReadTerms, mayWriteHosting } from './policy.ts';

const hosting = { departmentCode: '23', placeId: 'place', partnerId: 'partner' };
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
const DELEGATED: readonly Role[] = ['territory-delegate'];
const actorIn = (role: Role, codes: Readonly<Record<string, string>>) => {
  const kind = DELEGATED.includes(role) ? 'department' : usualScope(role);
  return actorOf('a', role, kind, codes[kind] ?? '');
};

/** What each role may do with a hosted business of its own reach: read, read the terms, write. */
const NEAR: Readonly<Record<string, string>> = {
  'alliance-lead': 'read terms write',
  'territory-delegate': 'read terms write',
  'place-manager': 'read terms write',
  advisor: 'read',
  buyer: 'read',
  'partner-admin': 'read terms',
  'partner-member': 'read terms',
  verifier: 'read terms',
  admin: 'read',
};
/** The same, out of its reach. */
const FAR: Readonly<Record<string, string>> = {
  ...NEAR,
  'territory-delegate': 'read',
  'place-manager': 'read',
  'partner-admin': '',
  'partner-member': '',
};

function rights(role: Role, codes: Readonly<Record<string, string>>): string {
  const actor = actorIn(role, codes);
  const read = authorize(actor, 'hosting.read');
  const write = authorize(actor, 'hosting.write');
  return [
    read && mayReadHosting(read, hosting) ? 'read' : '',
    mayReadTerms(actor, hosting) ? 'terms' : '',
    write && mayWriteHosting(write, hosting) ? 'write' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

describe('role × reach', () => {
  it.each(ROLES)('%s', (role) => {
    expect([rights(role, near), rights(role, far)]).toEqual([NEAR[role] ?? '', FAR[role] ?? '']);
  });
});
