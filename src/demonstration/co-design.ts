import type { Commitment } from '../modules/alliance/public.ts';
import type { Outcome, Priority } from '../modules/partnerships/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { type CoDesignSources, type DemoProposal, makeActions } from './actions.ts';
import { insertRows } from './insert.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT } from './territory.ts';

const PROPOSALS: Readonly<Record<Commitment, readonly string[]>> = {
  territory: [
    'Un café-épicerie dans le bureau, ouvert jusqu’à 19 h',
    'Une tournée de services une fois par semaine',
  ],
  'social-inclusion': [
    'Des visites avec le facteur chez les personnes isolées',
    'Un chantier d’insertion autour du bureau',
  ],
  'digital-inclusion': [
    'Une permanence numérique le samedi matin',
    'Un atelier « mes démarches en ligne » chaque mois',
  ],
  ecology: ['Un atelier de réparation au bureau', 'Un dépôt pour les téléphones usagés'],
};

const BODY =
  'Deux personnes de notre équipe, une demi-journée par semaine, dans une salle du bureau. Proposition inventée pour la démonstration.';
const MEANS = 'Une salariée quatre heures par semaine, du matériel, un véhicule.';
const SUPPORTS = [
  'Nous pouvons y envoyer nos adhérents.',
  'Nous prêtons notre véhicule un jour par semaine.',
  'C’est ce que les habitants demandent depuis deux ans.',
];
const REASONS: Readonly<Record<Outcome, string>> = {
  kept: 'Elle répond au besoin placé en tête et peut commencer ce trimestre.',
  'to-study': 'Il faut d’abord trouver une salle accessible.',
  'set-aside': 'Une autre structure le fait déjà dans la commune voisine.',
  merged: 'Les deux équipes travailleront ensemble.',
};

/** Ranked needs, proposals, what was decided and the plans, in every department. */
export async function makeCoDesign(
  trx: Db,
  sources: CoDesignSources,
  random: Random,
): Promise<void> {
  const { needs, partners, now, by } = sources;
  const priorities: Record<string, unknown>[] = [];
  const proposals: Record<string, unknown>[] = [];
  const supports: Record<string, unknown>[] = [];
  const decisions: Record<string, unknown>[] = [];
  const made: DemoProposal[] = [];
  const day = (ago: number): string => new Date(now.getTime() - ago * 86_400_000).toISOString();
  for (const need of needs.filter(({ open }) => open)) {
    const around = partners.filter(({ town }) => town.department === need.department).slice(0, 6);
    for (const partner of [null, ...around]) {
      if (!random.chance(0.7)) continue;
      const priority = random.weighted<Priority>([
        ['first', 4],
        ['important', 4],
        ['later', 2],
      ]);
      const partner_id = partner?.id ?? null;
      priorities.push({
        need_id: need.id,
        partner_id,
        priority,
        given_by: partner ? null : by,
        given_at: day(random.int(5, 90)),
      });
    }
    const home = need.department === HOME_DEPARTMENT;
    const author = home ? random.pick(around) : around[0];
    if (!author || !random.chance(home ? 0.85 : 0.3)) continue;
    const outcome = random.weighted<Outcome | null>([
      ['kept', 5],
      [null, 3],
      ['to-study', 1],
      ['set-aside', 1],
    ]);
    const id = random.uuid();
    const title = random.pick(PROPOSALS[need.commitment]);
    made.push({ id, need, partner: author, title, outcome });
    const at = day(random.int(40, 200));
    proposals.push({
      id,
      need_id: need.id,
      partner_id: author.id,
      title,
      body: BODY,
      means: MEANS,
      visibility: outcome === null && random.chance(0.2) ? 'invited' : 'shared',
      outcome,
      version: 1,
      created_by: null,
      created_at: at,
      updated_at: at,
    });
    for (const partner of [null, ...around.filter((other) => other !== author)]) {
      if (!random.chance(0.4)) continue;
      supports.push({
        proposal_id: id,
        partner_id: partner?.id ?? null,
        sentence: random.pick(SUPPORTS),
        given_by: null,
        given_at: day(random.int(10, 40)),
      });
    }
    if (outcome === null) continue;
    decisions.push({
      id: random.uuid(),
      proposal_id: id,
      outcome,
      reason: REASONS[outcome],
      merged_into: null,
      decided_by: by,
      decided_at: day(random.int(3, 30)),
    });
  }
  await insertRows(trx, 'need_priority', priorities);
  await insertRows(trx, 'proposal', proposals);
  await insertRows(trx, 'proposal_support', supports);
  await insertRows(trx, 'proposal_decision', decisions);
  await makeActions(trx, sources, made, random);
}
