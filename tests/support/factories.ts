import { sql } from 'kysely';
import { ensureAccount, type Role } from '../../src/modules/accounts/public.ts';
import { createPartner, partnerInput } from '../../src/modules/partners/public.ts';
import {
  createPartnership,
  movePartnership,
  partnershipInput,
  type Stage,
} from '../../src/modules/partnerships/public.ts';
import type { Actor } from '../../src/platform/access/access.ts';
import { newId } from '../../src/platform/db/ids.ts';
import type { Db } from '../../src/platform/db/schema.ts';
import { searchText } from '../../src/platform/db/search.ts';
import { actorOf, ctxOf, need } from './actors.ts';

/** Accounts and records of a small alliance in the Creuse (23) and the Corrèze (19). */
export async function makeAccount(
  db: Db,
  role: Role,
  scopeKind: 'national' | 'region' | 'department' | 'place' | 'organisation',
  scopeCode: string,
): Promise<Actor> {
  const id = await ensureAccount(
    db,
    {
      email: `${role}-${scopeCode || 'all'}@example.org`.toLowerCase(),
      name: `${role} ${scopeCode}`,
      locale: 'fr',
      grants: [{ role, scopeKind, scopeCode }],
    },
    null,
  );
  return actorOf(id, role, scopeKind, scopeCode);
}

/** One commune, its department and its region, where the whole country would only take time. */
export async function makeTerritory(db: Db): Promise<void> {
  await sql`INSERT INTO region VALUES ('75', 'Nouvelle-Aquitaine')`.execute(db);
  await sql`INSERT INTO department VALUES ('23', 'Creuse', '75')`.execute(db);
  await sql`INSERT INTO commune (code, name, department_code, region_code, latitude, search_text)
    VALUES ('23096', 'Guéret', '23', '75', 46.169599999999996, 'gueret')`.execute(db);
}

let serial = 0;

export async function makePartner(
  db: Db,
  lead: Actor,
  communeCode: string,
  name?: string,
): Promise<string> {
  serial += 1;
  const input = partnerInput.parse({
    name: name ?? `Organisation ${serial} ${newId().slice(-6)}`,
    kind: 'association',
    communeCode,
  });
  const made = await createPartner(ctxOf(db, lead), need(lead, 'partners.write'), input, {
    confirmed: true,
  });
  if (!made.ok) throw new Error(made.failure.code);
  return made.value.id;
}

const WAY: readonly Stage[] = ['co-design', 'agreed', 'active'];

export async function makePartnership(
  db: Db,
  lead: Actor,
  partnerId: string,
  departmentCode: string,
  stage: 'idea' | 'co-design' | 'agreed' | 'active' = 'active',
  more: Record<string, unknown> = {},
): Promise<string> {
  const ctx = ctxOf(db, lead);
  const input = partnershipInput.parse({
    title: 'Ateliers numériques',
    type: 'social-innovation',
    commitment: 'digital-inclusion',
    partnerId,
    departmentCode,
    ...more,
  });
  const made = await createPartnership(ctx, need(lead, 'partnerships.write'), input);
  if (!made.ok) throw new Error(made.failure.code);
  for (const to of WAY.slice(0, WAY.indexOf(stage as 'active') + 1)) {
    const moved = await movePartnership(ctx, need(lead, 'partnerships.move'), made.value.id, {
      to,
      reason: 'Pour l’essai.',
    });
    if (!moved.ok) throw new Error(moved.failure.code);
  }
  return made.value.id;
}

export async function makePlace(
  db: Db,
  communeCode: string,
  departmentCode: string,
): Promise<string> {
  const id = newId();
  await db
    .insertInto('place')
    .values({
      id,
      source: 'test',
      external_id: id,
      kind: 'post-office',
      name: `Bureau ${id.slice(-4)}`,
      commune_code: communeCode,
      department_code: departmentCode,
      latitude: null,
      longitude: null,
      phone: null,
      website: null,
      hours: null,
      parent_external_id: null,
      qpv_code: null,
      search_text: searchText([`Bureau ${id.slice(-4)}`], []),
      search_weight: 0,
    })
    .execute();
  return id;
}
