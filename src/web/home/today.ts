import type { ActivityRow } from '../../modules/activity/public.ts';
import { listActivity } from '../../modules/activity/public.ts';
import { countExpiries, paperReach } from '../../modules/partners/public.ts';
import {
  type Agenda,
  countWaitingJoins,
  type DueStep,
  dueSteps,
  homeAgenda,
  STEPS_AHEAD_DAYS,
} from '../../modules/partnerships/public.ts';
import { authorize, type Ctx } from '../../platform/access/access.ts';
import { today } from '../../platform/i18n/messages.ts';
import { type DigitalToday, digitalToday } from './digital.ts';

/** Papers that expire among the partners that this actor looks after, and the list of them. */
interface PapersToWatch {
  readonly count: number;
  readonly to: string;
}

/** What a home shows: only what this actor may see, only what waits. */
export interface Today extends Agenda {
  readonly digital: DigitalToday;
  readonly name: string;
  readonly waitingJoins: number;
  readonly papers: PapersToWatch;
  readonly steps: readonly DueStep[];
  readonly day: string;
  readonly latest: readonly ActivityRow[];
  readonly department: string | null;
  readonly may: {
    readonly record: boolean;
    readonly partnerships: boolean;
    readonly imports: boolean;
    readonly accounts: boolean;
  };
}

/** Answers « what needs me today? » for whoever is signed in. */
export async function todayFor(ctx: Ctx): Promise<Today> {
  const { db, actor } = ctx;
  const join = authorize(actor, 'join.read');
  const act = authorize(actor, 'partnerships.move');
  const agree = authorize(actor, 'partnerships.agree');
  const needs = authorize(actor, 'needs.write');
  const decide = authorize(actor, 'codesign.decide');
  const activity = authorize(actor, 'activity.read');
  const record = authorize(actor, 'activity.record');
  const day = today(ctx.now);
  const [digital, waitingJoins, papers, agenda, steps, latest] = await Promise.all([
    digitalToday(ctx),
    join ? countWaitingJoins(db, join) : 0,
    papersToWatch(ctx, day),
    homeAgenda(db, { act, agree, needs, decide }, day),
    act
      ? dueSteps(db, act, today(new Date(ctx.now.getTime() + STEPS_AHEAD_DAYS * 86_400_000)))
      : [],
    activity && record && actor.accountId
      ? listActivity(db, activity, { mine: actor.accountId }, null, 5)
      : null,
  ]);
  const scope = act ?? record;
  return {
    name: actor.name,
    digital,
    waitingJoins,
    papers,
    ...agenda,
    steps,
    day,
    latest: latest?.items ?? [],
    department: scope && !scope.everywhere ? ([...scope.departments][0] ?? null) : null,
    may: {
      record: record !== null,
      partnerships: actor.abilities.has('partnerships.read'),
      imports: actor.abilities.has('imports.run'),
      accounts: actor.abilities.has('accounts.read'),
    },
  };
}

async function papersToWatch({ db, actor }: Ctx, day: string): Promise<PapersToWatch> {
  const reach = paperReach(actor);
  const write = authorize(actor, 'partners.write');
  // Who looks after the whole country has the list, not a number that never falls to nought.
  if (!reach || !write || write.everywhere) return { count: 0, to: '' };
  const mine = write.departments.size > 0;
  const departments = mine ? [...write.departments] : undefined;
  const to = `/partenaires/pieces${mine ? '?departement=miens' : ''}`;
  return { count: await countExpiries(db, reach, { departments }, day), to };
}
