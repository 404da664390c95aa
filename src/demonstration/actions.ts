import type { Commitment } from '../modules/alliance/public.ts';
import type { Outcome } from '../modules/partnerships/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { insertRows } from './insert.ts';
import type { DemoNeed } from './needs.ts';
import type { DemoPartner } from './partners.ts';
import type { DemoPartnership } from './partnerships.ts';
import type { DemoPlace } from './places.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT } from './territory.ts';

export interface CoDesignSources {
  readonly needs: readonly DemoNeed[];
  readonly partners: readonly DemoPartner[];
  readonly partnerships: readonly DemoPartnership[];
  readonly places: readonly DemoPlace[];
  readonly now: Date;
  readonly by: string;
}

export interface DemoProposal {
  readonly id: string;
  readonly need: DemoNeed;
  readonly partner: DemoPartner;
  readonly title: string;
  readonly outcome: Outcome | null;
}

const RESULTS: Readonly<
  Record<Commitment, readonly [result: string, unit: string, target: number]>
> = {
  territory: ['Heures d’ouverture gagnées par semaine', 'heures', 10],
  'social-inclusion': ['Personnes visitées chaque mois', 'personnes', 25],
  'digital-inclusion': ['Personnes aidées dans l’année', 'personnes', 120],
  ecology: ['Appareils remis en service dans l’année', 'appareils', 80],
};
const STEPS = ['Trouver la salle et le jour', 'Former l’équipe', 'Ouvrir au public'];
const LATE = 'La salle n’est libre qu’après les travaux.';
const OWN: Readonly<Record<Commitment, string>> = {
  territory: 'Étudier des horaires élargis avec la mairie',
  'social-inclusion': 'Former les agents au repérage des personnes isolées',
  'digital-inclusion': 'Équiper une salle pour les ateliers',
  ecology: 'Installer un point de collecte au bureau',
};

/** A plan a department: what became of proposals that were kept, and the operator's own part. */
export async function makeActions(
  trx: Db,
  { needs, partnerships, places, now, by }: CoDesignSources,
  proposals: readonly DemoProposal[],
  random: Random,
): Promise<void> {
  const actions: Record<string, unknown>[] = [];
  const milestones: Record<string, unknown>[] = [];
  const moves: Record<string, unknown>[] = [];
  const day = (ahead: number): string =>
    new Date(now.getTime() + ahead * 86_400_000).toISOString().slice(0, 10);

  const add = (need: DemoNeed, more: Record<string, unknown>, begun: number): void => {
    const id = random.uuid();
    const [result, unit, target] = RESULTS[need.commitment];
    const here = places.find((place) => place.town.code === need.town.code);
    actions.push({
      id,
      territory_kind: 'commune',
      territory_code: need.town.code,
      department_code: need.department,
      commitment: need.commitment,
      description: '',
      place_id: here?.id ?? null,
      need_id: need.id,
      result,
      unit,
      target,
      version: 1,
      created_by: by,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
      ...more,
    });
    for (const [position, label] of STEPS.entries()) {
      const state =
        position < begun
          ? 'done'
          : position > begun
            ? 'open'
            : random.chance(0.3)
              ? 'delayed'
              : 'in-progress';
      const milestone = random.uuid();
      const due = (position - begun) * 60 + random.int(-12, 40);
      milestones.push({
        id: milestone,
        action_id: id,
        label,
        due_on: day(state === 'delayed' ? Math.max(15, due) : due),
        state,
        position,
        reminded_on: null,
      });
      if (state === 'open') continue;
      moves.push({
        id: random.uuid(),
        milestone_id: milestone,
        from_state: state === 'done' ? 'in-progress' : 'open',
        to_state: state,
        reason: state === 'delayed' ? LATE : '',
        due_before: day(due),
        moved_by: by,
        moved_at: new Date(now.getTime() - random.int(1, 60) * 86_400_000).toISOString(),
      });
    }
  };

  for (const { id, need, partner, title, outcome } of proposals) {
    if (outcome !== 'kept') continue;
    const tied = partnerships.find(
      (one) => one.partner === partner && one.activeFrom !== null && one.activeTo !== null,
    );
    add(
      need,
      {
        title: `${title}, ${need.town.name}`,
        owner_kind: 'partner',
        owner_partner_id: partner.id,
        proposal_id: id,
        partnership_id: tied?.id ?? null,
      },
      random.int(0, 2),
    );
  }
  const seen = new Set<string>();
  for (const need of needs) {
    const key = `${need.department} ${need.commitment}`;
    const home = need.department === HOME_DEPARTMENT;
    if (!need.open || seen.has(key) || !(home || random.chance(0.15))) continue;
    seen.add(key);
    const owner = { owner_kind: 'operator', owner_partner_id: null };
    add(
      need,
      { title: OWN[need.commitment], ...owner, proposal_id: null, partnership_id: null },
      random.int(0, 1),
    );
  }
  await insertRows(trx, 'plan_action', actions);
  await insertRows(trx, 'plan_milestone', milestones);
  await insertRows(trx, 'plan_milestone_move', moves);
}
