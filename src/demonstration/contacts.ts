import type { Db } from '../platform/db/schema.ts';
import { foldText } from '../platform/db/search.ts';
import { insertRows } from './insert.ts';
import type { DemoPartner } from './partners.ts';
import type { DemoPartnership } from './partnerships.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT } from './territory.ts';
import { CONTACT_NAMES, NOTES } from './words.ts';

const DAY_MS = 86_400_000;
const PEOPLE = [
  { function: 'Présidente', role: 'signatory' },
  { function: 'Coordinateur', role: 'lead' },
  { function: 'Comptable', role: 'accounting' },
  { function: 'Animatrice', role: 'field' },
] as const;
const PURPOSES = [
  'Suivi des partenariats',
  'Suivi des partenariats et invitations',
  'Lettre d’information',
];

/**
 * People to call at invented partners, with their agreement to it and what they are in each
 * partnership, and private notes around the one-click accounts. Addresses lead nowhere (RFC 2606),
 * numbers are of the range kept for fiction.
 */
export async function makeContacts(
  trx: Db,
  sources: {
    readonly partners: readonly DemoPartner[];
    readonly partnerships: readonly DemoPartnership[];
    readonly now: Date;
    readonly by: string;
  },
  random: Random,
): Promise<void> {
  const { partners, partnerships, now, by } = sources;
  const contacts: Record<string, unknown>[] = [];
  const roles: Record<string, unknown>[] = [];
  const notes: Record<string, unknown>[] = [];
  const of = new Map<string, DemoPartnership[]>();
  for (const one of partnerships) of.set(one.partner.id, [...(of.get(one.partner.id) ?? []), one]);
  const ago = (days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();

  for (const partner of partners) {
    const mine = of.get(partner.id) ?? [];
    const people = PEOPLE.slice(0, random.int(2, PEOPLE.length));
    for (const person of people) {
      const id = random.uuid();
      const name = random.pick(CONTACT_NAMES);
      const agreed = random.chance(0.75) ? random.int(30, 900) : null;
      const ended = agreed !== null && random.chance(0.08);
      contacts.push({
        id,
        partner_id: partner.id,
        name: `${name} (démo)`,
        function: person.function,
        email: `${foldText(name).replaceAll(' ', '.')}.${partner.id.slice(0, 4)}@demonstration.example`,
        phone: `05 36 49 ${random.int(10, 99)} ${random.int(10, 99)}`,
        consent_on: agreed === null ? null : ago(agreed).slice(0, 10),
        consent_purpose: agreed === null ? '' : random.pick(PURPOSES),
        consent_ended_on: ended ? ago(random.int(1, 29)).slice(0, 10) : null,
        version: 1,
        created_at: ago(agreed ?? 100),
      });
      for (const { id: partnership_id } of mine)
        roles.push({ partnership_id, contact_id: id, role: person.role });
    }
    if (partner.town.department !== HOME_DEPARTMENT) continue;
    notes.push({
      id: random.uuid(),
      partner_id: partner.id,
      department_code: HOME_DEPARTMENT,
      body: random.pick(NOTES),
      author_id: by,
      created_at: ago(random.int(3, 120)),
    });
  }
  await insertRows(trx, 'partner_contact', contacts);
  await insertRows(trx, 'partnership_contact', roles);
  await insertRows(trx, 'partner_note', notes);
}
