import { sql } from 'kysely';
import { OPERATIONS } from '../../src/api/operations.ts';
import type { Db } from '../../src/platform/db/schema.ts';
import { LISTED } from '../http/routes.ts';

/** Ids of one partner's records, by what stands for them in addresses. */
export type Pools = Readonly<Record<string, readonly string[]>>;

const SESSIONS = sql`SELECT s.id FROM workshop_session s JOIN workshop w ON w.id = s.workshop_id
  JOIN ours o ON o.id = w.partnership_id`;

/** Some records of a partner of every kind that has an address. */
export async function poolsOf(db: Db, partner: string): Promise<Pools> {
  const ours = sql`WITH ours AS (SELECT id FROM partnership WHERE partner_id = ${partner})`;
  const of = (table: string) =>
    sql`SELECT t.id FROM ${sql.table(table)} t JOIN ours o ON o.id = t.partnership_id`;
  const own = (table: string) =>
    sql`SELECT id FROM ${sql.table(table)} WHERE partner_id = ${partner}`;
  const queries: Readonly<Record<string, ReturnType<typeof of>>> = {
    partnership: sql`SELECT id FROM ours`,
    convention: of('convention'),
    review: of('partnership_review'),
    hosting: of('hosting'),
    experiment: of('experiment'),
    activity: of('activity'),
    accompaniment: sql`SELECT x.id FROM accompaniment x JOIN activity t ON t.id = x.id JOIN ours o ON o.id = t.partnership_id`,
    workshop: of('workshop'),
    advisor: of('advisor'),
    model: of('model'),
    lot: of('device_lot'),
    session: SESSIONS,
    presence: sql`SELECT p.id FROM advisor_presence p JOIN advisor a ON a.id = p.advisor_id
      JOIN ours o ON o.id = a.partnership_id`,
    contact: own('partner_contact'),
    document: own('partner_document'),
    join: own('join_request'),
    proposal: own('proposal'),
    booking: own('room_booking'),
    need: sql`SELECT need_id AS id FROM partnership_need n JOIN ours o ON o.id = n.partnership_id`,
    place: sql`SELECT place_id AS id FROM partnership_place n JOIN ours o ON o.id = n.partnership_id`,
    room: sql`SELECT r.id FROM room r JOIN partnership_place n ON n.place_id = r.place_id
      JOIN ours o ON o.id = n.partnership_id`,
    orientation: sql`SELECT t.id FROM orientation t WHERE t.host_partner_id = ${partner}`,
    followUp: sql`SELECT id FROM followed_person WHERE partner_id = ${partner}`,
    device: sql`SELECT d.id FROM device d JOIN device_lot l ON l.id = d.lot_id
      JOIN ours o ON o.id = l.partnership_id`,
    action: sql`SELECT id FROM plan_action WHERE owner_partner_id = ${partner}`,
  };
  const pools: Record<string, readonly string[]> = { partner: [partner] };
  for (const [name, query] of Object.entries(queries)) {
    const { rows } = await sql<{ id: string }>`${ours}
      SELECT DISTINCT id FROM (${query}) x ORDER BY id DESC LIMIT 3`.execute(db);
    pools[name] = rows.map(({ id }) => id);
  }
  return pools;
}

/** What of an address stands for which record; the longest that fits counts. */
const STANDS: readonly (readonly [string, string])[] = [
  ['/partenaires/:id', 'partner'],
  ['/partenariats/:id', 'partnership'],
  ['/propositions/:id', 'proposal'],
  ['/besoins/:id', 'need'],
  ['/actions/:id', 'action'],
  ['/hebergements/:id', 'hosting'],
  ['/modeles/:id', 'model'],
  ['/salles/:id', 'room'],
  ['/reservations/:id', 'booking'],
  ['/ateliers/:id', 'workshop'],
  ['/ateliers-ouverts/:id', 'session'],
  ['/ateliers/seances/:id', 'session'],
  ['/conseillers/:id', 'advisor'],
  ['/conseillers/presences/:id', 'presence'],
  ['/lieux/:id', 'place'],
  ['/aide/:id', 'place'],
  ['/activite/:id', 'activity'],
  ['/accompagnements/:id', 'accompaniment'],
  ['/orientations/:id', 'orientation'],
  ['/equipements/lots/:id', 'lot'],
  ['/equipements/:id', 'device'],
  ['/suivis/:id', 'followUp'],
  ['/demandes/:id', 'join'],
  ['/partners/{id}', 'partner'],
  ['/partnerships/{id}', 'partnership'],
  ['/proposals/{id}', 'proposal'],
  ['/needs/{id}', 'need'],
  ['/actions/{id}', 'action'],
  ['/conventions/{id}', 'convention'],
  ['/hostings/{id}', 'hosting'],
  ['/models/{id}', 'model'],
  ['/rooms/{id}', 'room'],
  ['/room-bookings/{id}', 'booking'],
  ['/workshop-sessions/{id}', 'session'],
  ['/advisors/{id}', 'advisor'],
  ['/advisor-presences/{id}', 'presence'],
  ['/places/{id}', 'place'],
  ['/activity/{id}', 'activity'],
  ['/devices/{id}', 'device'],
  ['/follow-ups/{id}', 'followUp'],
  ['/join-requests/{id}', 'join'],
];

const FURTHER: readonly (readonly [RegExp, string])[] = [
  [/:contact|\{contact\}/, 'contact'],
  [/:document|\{document\}/, 'document'],
  [/:convention/, 'convention'],
];

/** The addresses of one path with these records; a path without parts is its own. */
function filled(path: string, sample: string | undefined, pools: Pools, department: string) {
  const stands = STANDS.find(
    ([part]) => path === part || path.startsWith(`${part}/`) || path.startsWith(`${part}.`),
  );
  let found = stands
    ? (pools[stands[1]] ?? []).map((id) =>
        path.replace(stands[0], stands[0].replace(/[:{]id\}?/, id)),
      )
    : [sample ?? path];
  for (const [part, pool] of FURTHER)
    found = found.flatMap((one) =>
      part.test(one) ? (pools[pool] ?? []).map((id) => one.replace(part, id)) : [one],
    );
  return found
    .flatMap((one) =>
      one.includes(':which')
        ? ['texte', 'scellee', 'copie'].map((w) => one.replace(':which', w))
        : [one],
    )
    .flatMap((one) =>
      one.includes('{which}')
        ? ['text', 'sealed', 'scan'].map((w) => one.replace('{which}', w))
        : [one],
    )
    .map((one) => one.replace('departement/23', `departement/${department}`))
    .map((one) => one.replace('{kind}/{code}', `department/${department}`));
}

/** Every page, with the data that moving between pages asks for, and every list narrowed. */
export function pageAddresses(pools: Pools, department: string): string[] {
  const partner = pools.partner?.[0] ?? '';
  const pages = LISTED.flatMap(({ path, sample }) => filled(path, sample, pools, department));
  const narrowed = LISTED.filter(({ path }) => !path.includes(':') && !path.includes('*')).flatMap(
    ({ path }) => [`${path}?partenaire=${partner}`, `${path}?departement=${department}&q=zqx`],
  );
  // A history is long: mails have a list of their own.
  const mails = `/partenaires/${partner}/historique?quoi=mail`;
  return [...new Set([...pages, ...narrowed, mails])].flatMap((address) =>
    /[.?]/.test(address) ? [address] : [address, `${address === '/' ? '/_root' : address}.data`],
  );
}

/** Every operation that reads by GET, with ids and narrowed lists. */
export function apiAddresses(pools: Pools, department: string): string[] {
  const partner = pools.partner?.[0] ?? '';
  return OPERATIONS.filter(({ method }) => method === 'get').flatMap(({ path }) =>
    filled(path, undefined, pools, department).flatMap((one) => [
      `/api/v1${one}`,
      `/api/v1${one}?partner=${partner}&department=${department}`,
    ]),
  );
}

/** The addresses of one operation with these records, below `/api/v1`. */
export function addressesOf(path: string, pools: Pools, department: string): string[] {
  const none = '00000000-0000-7000-8000-000000000000';
  const found = filled(path, undefined, pools, department);
  return (found.length > 0 ? found : [path]).map((one) => one.replace(/\{\w+\}/g, none));
}
