import {
  type ConventionStatus,
  defaultClauses,
  draftContent,
  materialDigest,
  type PartnershipType,
} from '../modules/partnerships/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { foldText } from '../platform/db/search.ts';
import { formatDay } from '../platform/i18n/messages.ts';
import { insertRows } from './insert.ts';
import type { DemoPartnership } from './partnerships.ts';
import type { Random } from './random.ts';

/** Sheets of invented partnerships: what each type asks for. */
export const DETAILS: Readonly<Record<PartnershipType, Readonly<Record<string, string | number>>>> =
  {
    'responsible-practices': {
      service: 'Tri et valorisation du papier de bureau (prestation inventée).',
      purchase: 'service',
      yearlyAmount: 24_000,
      clauseHours: 900,
    },
    'skills-sponsorship': {
      legalForm: 'loan',
      missions: 'Aider à tenir les comptes, animer un atelier (missions inventées).',
      yearlyDays: 20,
    },
    'economic-cooperation': {
      business: 'Épicerie solidaire et dépôt de pain (activité inventée).',
      surface: 35,
      yearlyRent: 1_200,
      sharedCosts: 'Électricité et ménage, à moitié.',
    },
    'social-innovation': {
      problem: 'Des habitants renoncent à leurs démarches en ligne (exemple inventé).',
      solution: 'Un rendez-vous au bureau, avec l’association, deux fois par semaine.',
      ownership: 'shared',
      budget: 8_000,
    },
  };

const OPERATOR = 'L’opérateur du réseau';
/** Conventions of a full demonstration; the rest of the partnerships would show nothing new. */
const MOST = 240;

/** Conventions of invented partnerships at every step: in force, to sign, signed by some, a draft. */
export async function makeConventions(
  trx: Db,
  partnerships: readonly DemoPartnership[],
  random: Random,
  now: Date,
  by: string,
): Promise<number> {
  const running = partnerships.filter(({ stage }) =>
    ['active', 'under-review', 'renewed'].includes(stage),
  );
  const agreed = partnerships.filter(({ stage }) => stage === 'agreed');
  const steps: ConventionStatus[] = ['partly-signed', 'draft', 'ready'];
  const chosen = [
    ...agreed.slice(0, 3).map((one, index) => [one, steps[index] ?? 'draft'] as const),
    ...running.slice(0, MOST).map((one) => [one, 'in-force'] as const),
  ];
  const rows = { convention: [], revision: [], signatory: [], signature: [], event: [] } as Record<
    'convention' | 'revision' | 'signatory' | 'signature' | 'event',
    Record<string, unknown>[]
  >;
  for (const [partnership, status] of chosen)
    addConvention(rows, partnership, status, random, now, by);
  await insertRows(trx, 'convention', rows.convention);
  await insertRows(trx, 'convention_revision', rows.revision);
  await insertRows(trx, 'convention_signatory', rows.signatory);
  await insertRows(trx, 'convention_signature', rows.signature);
  await insertRows(trx, 'convention_event', rows.event);
  return rows.convention.length;
}

function addConvention(
  rows: Record<string, Record<string, unknown>[]>,
  partnership: DemoPartnership,
  status: ConventionStatus,
  random: Random,
  now: Date,
  by: string,
): void {
  const id = random.uuid();
  const { title, partner, type, startsOn, endsOn, reference } = partnership;
  const from = startsOn ?? now.toISOString().slice(0, 10);
  const until =
    endsOn ?? `${Number(from.slice(0, 4)) + 2}${from.slice(4)}`.replace('02-29', '02-28');
  const facts: Record<string, string> = {
    'operateur.nom': OPERATOR,
    'partenaire.nom': partner.name,
    'partenariat.titre': title,
    'partenariat.reference': reference,
    'partenariat.resume': 'Partenariat inventé pour la démonstration.',
    'partenariat.territoires': partner.town.name,
    'partenariat.lieux': partnership.places.map(({ name }) => name).join(', ') || partner.town.name,
    'partenariat.objectifs': '– ceux de la fiche',
    'partenariat.fin': formatDay('fr', until),
  };
  for (const [key, value] of Object.entries(DETAILS[type])) facts[`fiche.${key}`] = String(value);
  const content = draftContent(defaultClauses(type), {
    facts,
    title: `Convention de partenariat – ${title}`,
    partnership: title,
    startsOn: from,
    endsOn: until,
    parties: [
      { side: 'operator', organisation: OPERATOR, identifier: '', address: '' },
      { side: 'partner', organisation: partner.name, identifier: '', address: partner.town.name },
    ],
  });
  const at = status === 'in-force' ? `${from}T09:00:00Z` : now.toISOString();
  const text = JSON.parse(JSON.stringify(content));
  rows.convention?.push({
    id,
    partnership_id: partnership.id,
    number: 1,
    status,
    template_version: 0,
    revision: 1,
    content: text,
    starts_on: from,
    ends_on: until,
    way: 'links',
    signed_on: status === 'in-force' ? from : null,
    reason: '',
    version: 1,
    created_by: by,
    created_at: at,
    updated_at: at,
  });
  rows.revision?.push({
    convention_id: id,
    revision: 1,
    content: text,
    changed_by: by,
    changed_at: at,
  });
  const people = [
    { side: 'operator', name: 'Signataire de l’opérateur', function: 'Déléguée territoriale' },
    { side: 'partner', name: 'Signataire du partenaire', function: 'Présidente' },
  ] as const;
  for (const [position, person] of people.entries()) {
    const signatory = random.uuid();
    const signed = status === 'in-force' || (status === 'partly-signed' && position === 0);
    rows.signatory?.push({
      id: signatory,
      convention_id: id,
      ...person,
      email: `${person.side}-${reference.toLowerCase()}@demonstration.example`,
      name_folded: foldText(person.name),
      position,
      reminders: 0,
      told_at: status === 'draft' ? null : at,
      refused_reason: '',
    });
    if (signed)
      rows.signature?.push({
        id: random.uuid(),
        signatory_id: signatory,
        convention_id: id,
        revision: 1,
        material_sha256: materialDigest(content, person),
        name: person.name,
        function: person.function,
        email: `${person.side}-${reference.toLowerCase()}@demonstration.example`,
        signed_at: at,
      });
  }
  const kinds = status === 'draft' ? ['prepared'] : ['prepared', 'sent'];
  for (const kind of kinds)
    rows.event?.push({ id: random.uuid(), convention_id: id, kind, detail: '', by_id: by, at });
}
