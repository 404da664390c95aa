import { sql } from 'kysely';
import type { Theme } from '../modules/alliance/public.ts';
import { keysOfFile } from '../modules/follow-up/public.ts';
import { seal } from '../platform/access/seal.ts';
import type { Db } from '../platform/db/schema.ts';
import { today } from '../platform/i18n/messages.ts';
import { daysLater } from '../platform/i18n/paris-time.ts';
import { insertRows } from './insert.ts';
import type { DemoPartner } from './partners.ts';
import type { DemoPlace } from './places.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT } from './territory.ts';

/** Files of a full demonstration beside those of its own accounts. */
const FULL_SIZE = 300;

// First names of flowers and last names that say what they are: nobody is meant.
const FIRST = [
  'Capucine',
  'Narcisse',
  'Jacinthe',
  'Basile',
  'Violette',
  'Anémone',
  'Ancolie',
  'Muguet',
];
const LAST = ['Démo-Inventée', 'Personne-Fictive', 'Exemple', 'Nom-Inventé'];
const GOALS = [
  'Écrire à sa famille sans aide',
  'Faire sa déclaration en ligne',
  'Se servir de sa tablette',
  null,
];
const THEMES: readonly Theme[] = [
  'email',
  'aide_aux_demarches_administratives',
  'prendre_en_main_du_materiel',
  'securite_numerique',
];
const NOTES = [
  'Première rencontre. Vient avec son téléphone.',
  'A envoyé son premier courriel.',
  'À reprendre : les pièces jointes.',
];

interface Wanted {
  readonly home: DemoPlace;
  readonly partners: readonly DemoPartner[];
  readonly accounts: {
    readonly advisor: string;
    readonly member: string;
    readonly manager: string;
  };
  readonly scale: number;
  readonly now: Date;
  readonly secret: string;
}

interface Kept {
  readonly partner: string | null;
  readonly department: string | null;
  readonly place: string | null;
  readonly referent: string | null;
  readonly commune: string;
  readonly inDepartment: string;
}

/** Files on people who do not exist, each in one organisation, some near their end. */
export async function makeFollowUps(trx: Db, wanted: Wanted, random: Random): Promise<void> {
  const { home, partners, accounts, scale } = wanted;
  const [own] = partners;
  const nobody = { partner: null, department: null, place: null };
  const near = { commune: home.town.code, inDepartment: HOME_DEPARTMENT };
  const keepers: readonly (readonly [keeper: Kept, files: number])[] = [
    [{ ...nobody, ...near, department: HOME_DEPARTMENT, referent: accounts.advisor }, 8],
    [{ ...nobody, ...near, place: home.id, referent: accounts.manager }, 3],
    ...(own
      ? ([
          [{ ...nobody, ...near, partner: own.id, referent: accounts.member }, 5],
          [{ ...nobody, ...near, partner: own.id, referent: null }, 1],
        ] as const)
      : []),
  ];
  const others = Array.from({ length: Math.round(FULL_SIZE * scale) }, (): Kept => {
    const partner = random.pick(partners.slice(1));
    const town = { commune: partner.town.code, inDepartment: partner.town.department };
    return { ...nobody, ...town, partner: partner.id, referent: null };
  });
  const files = [
    ...keepers.flatMap(([keeper, count]) =>
      Array.from({ length: count }, (_, index) => fileOf(keeper, index, wanted, random)),
    ),
    ...others.map((keeper) => fileOf(keeper, random.int(0, 30), wanted, random)),
  ];
  await insertRows(
    trx,
    'followed_person',
    files.map(({ file }) => file),
  );
  await insertRows(
    trx,
    'follow_up_consent',
    files.map(({ consent }) => consent),
  );
  await insertRows(
    trx,
    'follow_up_note',
    files.flatMap(({ notes }) => notes),
  );
  await insertRows(
    trx,
    'follow_up_month',
    files.flatMap(({ months }) => months),
  );
  await insertRows(
    trx,
    'follow_up_contact',
    files.flatMap(({ contacts }) => contacts),
  );
}

/** Help given to one person of a file. */
const HELP_A_FILE = 2;

/**
 * Links some of what the demonstration's advisor did to the files of the same team, and a loan: the
 * last contact follows, as it does when help is recorded on a file.
 */
export async function linkHelp(trx: Db, advisor: string): Promise<void> {
  const files = await trx
    .selectFrom('followed_person')
    .select(['id', sql<string>`(created_at AT TIME ZONE 'Europe/Paris')::date::text`.as('since')])
    .where('referent', '=', advisor)
    .where('keeper_department', '=', HOME_DEPARTMENT)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const help = await trx
    .selectFrom('accompaniment as c')
    .innerJoin('activity as a', 'a.id', 'c.id')
    .select(['c.id', 'a.happened_on'])
    .where('c.recorded_by', '=', advisor)
    .where('c.format', '=', 'individual')
    .orderBy('a.happened_on')
    .orderBy('c.id')
    .execute();
  const loans = await trx
    .selectFrom('device_hand_out')
    .select(['id', 'handed_on'])
    .where('terms', '=', 'lent')
    .where('ended_on', 'is', null)
    .where('handed_by', '=', advisor)
    .orderBy('handed_on', 'desc')
    .orderBy('id')
    .execute();
  // The oldest is the one that nobody met for nearly a year.
  let shown = false;
  for (const { id, since } of files.slice(1)) {
    const own = help.filter(({ happened_on }) => happened_on >= since);
    const given = own.splice(0, HELP_A_FILE);
    for (const one of given) {
      help.splice(help.indexOf(one), 1);
      await trx
        .updateTable('accompaniment')
        .set({ followed_person_id: id })
        .where('id', '=', one.id)
        .execute();
    }
    const lent: (typeof loans)[number][] = shown
      ? []
      : loans.filter(({ handed_on }) => handed_on >= since).slice(0, 1);
    if (lent.length > 0) shown = true;
    for (const one of lent) {
      for (const [table, key] of [
        ['device_hand_out', 'id'],
        ['device_signature', 'hand_out_id'],
      ] as const)
        await sql`UPDATE ${sql.table(table)} SET person_id = ${id}
          WHERE ${sql.ref(key)} = ${one.id}`.execute(trx);
    }
    await insertRows(trx, 'follow_up_contact', [
      ...given.map((one) => ({
        person_id: id,
        source_id: one.id,
        happened_on: one.happened_on,
      })),
      ...lent.map((one) => ({ person_id: id, source_id: one.id, happened_on: one.handed_on })),
    ]);
    await sql`SELECT follow_up_settle(${id}::uuid)`.execute(trx);
  }
}

function fileOf(keeper: Kept, index: number, { now, secret }: Wanted, random: Random) {
  const id = random.uuid();
  const on = today(now);
  const person = {
    firstName: FIRST[index % FIRST.length] ?? random.pick(FIRST),
    lastName: random.pick(LAST),
    birthYear: random.int(1935, 1995),
    reachKind: 'phone',
    // Reserved for fiction (Arcep, decision 2018-0881).
    reach: `06 39 98 ${random.int(10, 99)} ${random.int(10, 99)}`,
    communeCode: keeper.commune,
    access: random.chance(0.2) ? ['illiteracy'] : [],
    goals: random.pick(GOALS),
  };
  const code = keeper.partner ?? keeper.place ?? keeper.department ?? '';
  const kind = keeper.partner ? 'partner' : keeper.place ? 'place' : 'department';
  const space = `${kind}:${code}`;
  // The first of each keeper was not seen for nearly a year.
  const last = index === 0 ? 350 : random.int(1, 60);
  const opened = last + random.int(0, 7);
  const givenOn = daysLater(on, -opened);
  const until = daysLater(givenOn, 365);
  const lastOn = daysLater(on, -last);
  const contacts = [...new Set([givenOn, lastOn])];
  const notes = contacts.map((day, at) => ({
    id: random.uuid(),
    person_id: id,
    happened_on: day,
    kind: 'meeting',
    sealed_text: seal(secret, NOTES[at] ?? random.pick(NOTES)),
    written_by: keeper.referent,
    written_at: `${day}T10:00:00Z`,
  }));
  return {
    file: {
      id,
      partner_id: keeper.partner,
      keeper_department: keeper.department,
      keeper_place_id: keeper.place,
      department_code: keeper.inDepartment,
      place_id: keeper.place,
      themes: [random.pick(THEMES)],
      sealed_person: seal(secret, JSON.stringify(person)),
      search_keys: keysOfFile(secret, space, person),
      key_space: space,
      next_on: index % 3 === 1 ? daysLater(on, random.int(1, 20)) : null,
      referent: keeper.referent,
      tell_referent: false,
      consent_until: until,
      last_contact_on: lastOn,
      announced_for: null,
      version: 1,
      created_by: keeper.referent,
      created_at: `${givenOn}T09:00:00Z`,
      updated_at: `${lastOn}T09:00:00Z`,
    },
    consent: {
      id: random.uuid(),
      person_id: id,
      purpose: random.pick(['learn', 'procedures', 'equipment']),
      sealed_words: null,
      months: 12,
      given_on: givenOn,
      until,
      way: random.pick(['paper', 'screen']),
      sealed_witness: null,
      text_version: '2026-1',
      recorded_by: keeper.referent,
      recorded_at: `${givenOn}T09:00:00Z`,
    },
    notes,
    contacts: [
      { person_id: id, source_id: id, happened_on: givenOn },
      ...notes.map((note) => ({
        person_id: id,
        source_id: note.id,
        happened_on: note.happened_on,
      })),
    ],
    months: [...new Set(contacts.map((day) => `${day.slice(0, 7)}-01`))].map((month) => ({
      person_id: id,
      month,
    })),
  };
}
