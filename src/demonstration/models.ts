import type { Db } from '../platform/db/schema.ts';
import { insertRows } from './insert.ts';
import type { DemoPartnership } from './partnerships.ts';
import type { Random } from './random.ts';

const DAY_MS = 86_400_000;

const TRIES = [
  {
    hypothesis:
      'Si une même personne tient la permanence chaque semaine, les gens reviennent seuls faire leurs démarches.',
    measure: 'Personnes revenues seules au bout d’un mois',
    unit: 'personnes',
    baseline: 0,
    target: 40,
    stop_rule: 'Moins de cinq personnes par mois, deux mois de suite.',
  },
  {
    hypothesis:
      'Si le facteur propose la visite, les personnes isolées acceptent plus souvent que par téléphone.',
    measure: 'Personnes qui acceptent une visite',
    unit: 'personnes',
    baseline: 12,
    target: 30,
    stop_rule: 'Aucune nouvelle acceptation en six semaines.',
  },
] as const;

const PROBLEM =
  'Des habitants renoncent à leurs démarches faute d’aide près de chez eux. Texte inventé pour la démonstration.';
const RESULTS =
  'Une permanence tenue chaque semaine, des habitués qui reviennent seuls. Texte inventé pour la démonstration.';

/** Every so many agreed partnerships is told as a model; each is taken over by a few others. */
const EVERY = 40;
const TAKEN = 3;

/** Experiments, models and partnerships that take them over. */
export async function makeModels(
  trx: Db,
  partnerships: readonly DemoPartnership[],
  random: Random,
  now: Date,
  by: string,
): Promise<void> {
  await makeExperiments(trx, partnerships, random, now, by);
  const agreed = partnerships.filter(({ stage }) => ['active', 'renewed'].includes(stage));
  const models: Record<string, unknown>[] = [];
  const taken: Record<string, unknown>[] = [];
  const used = new Set<string>();
  for (const source of agreed.filter((_, index) => index % EVERY === 3)) {
    if (used.has(source.id)) continue;
    used.add(source.id);
    const id = random.uuid();
    models.push({
      id,
      partnership_id: source.id,
      title: source.title,
      problem: PROBLEM,
      money_euros: random.int(1, 20) * 1_000,
      days: random.int(10, 120),
      in_kind: 'Une salle du bureau, un véhicule un jour par semaine.',
      results: RESULTS,
      conditions: 'Quelqu’un du lieu qui accueille, et la même personne chaque semaine.',
      contact_name: '',
      contact_email: '',
      version: 1,
      created_by: by,
      created_at: now,
      updated_at: now,
    });
    const others = agreed.filter(
      (one) =>
        !used.has(one.id) &&
        one.commitment === source.commitment &&
        one.partner.town.department !== source.partner.town.department,
    );
    let from = source.id;
    for (let n = random.int(0, TAKEN); n > 0 && others.length > 0; n -= 1) {
      const next = random.pick(others);
      if (used.has(next.id)) continue;
      used.add(next.id);
      taken.push({ partnership_id: next.id, model_id: id, from_partnership_id: from });
      if (random.chance(0.3)) from = next.id;
    }
  }
  await insertRows(trx, 'model', models);
  await insertRows(trx, 'replication', taken);
}

async function makeExperiments(
  trx: Db,
  partnerships: readonly DemoPartnership[],
  random: Random,
  now: Date,
  by: string,
): Promise<void> {
  const experiments: Record<string, unknown>[] = [];
  const moves: Record<string, unknown>[] = [];
  const trying = partnerships.filter(
    ({ type, stage }) => type === 'social-innovation' && ['active', 'renewed'].includes(stage),
  );
  for (const [index, one] of trying.entries()) {
    if (index % 4 !== 0) continue;
    const state = random.pick(['planned', 'running', 'evaluated', 'scaled', 'stopped'] as const);
    const over = ['evaluated', 'scaled', 'stopped'].includes(state);
    const tried = random.pick(TRIES);
    const id = random.uuid();
    experiments.push({
      id,
      partnership_id: one.id,
      ...tried,
      starts_on: one.startsOn,
      ends_on: null,
      state,
      result: over ? random.int(tried.baseline, tried.target + 8) : null,
      learned: over ? 'Un rendez-vous fixe compte plus que l’affiche. Texte inventé.' : '',
      version: 1,
      created_by: by,
      created_at: now,
    });
    if (state === 'planned') continue;
    const way = { running: [], evaluated: ['evaluated'] }[state as 'running'] ?? [
      'evaluated',
      state,
    ];
    let before = 'planned';
    for (const [step, to] of ['running', ...way].entries()) {
      moves.push({
        id: random.uuid(),
        experiment_id: id,
        from_state: before,
        to_state: to,
        reason: to === 'scaled' || to === 'stopped' ? 'Décidé en réunion de territoire.' : '',
        moved_by: by,
        moved_at: new Date(now.getTime() - (120 - step * 30) * DAY_MS).toISOString(),
      });
      before = to;
    }
  }
  await insertRows(trx, 'experiment', experiments);
  await insertRows(trx, 'experiment_move', moves);
}
