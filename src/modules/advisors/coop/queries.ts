import { z } from 'zod';
import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { exchange } from '../../../platform/outgoing/exchange.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import '../../places/public.ts';
import '../tables.ts';
import { cursorOf } from './domain.ts';
import './tables.ts';

/** Where La Coop answers, and with which token. */
export interface CoopAccess {
  /** Address of the interface, without a trailing slash. */
  readonly url: string;
  readonly token: string;
}

export interface CoopPage {
  readonly rows: readonly unknown[];
  /** Cursor of the next page; null at the end. */
  readonly next: string | null;
}

/** `again`: worth another try. The others are not. */
export type CoopFailure =
  | { readonly code: 'again'; readonly why: string; readonly retryAfter: string | null }
  | { readonly code: 'coop-refused' | 'coop-unreadable' | 'coop-not-found' };

const answer = z.looseObject({
  data: z.array(z.unknown()),
  links: z
    .looseObject({ next: z.union([z.string(), z.looseObject({ href: z.string() })]).nullish() })
    .nullish(),
});

/** A page of 500 activities is about one million bytes. */
const PAGE_BYTES = 20_000_000;

/**
 * Reads one page of `GET /activites`, most recently modified first (JSON:API, 2026).
 * @param asked `since` is inclusive; `after` is the cursor of the former page
 */
export async function fetchPage(
  access: CoopAccess,
  asked: { readonly since: string | null; readonly after: string | null; readonly size: number },
  timeoutMs: number,
): Promise<Result<CoopPage, CoopFailure>> {
  const url = new URL(`${access.url}/activites`);
  url.searchParams.set('page[size]', String(asked.size));
  if (asked.since) url.searchParams.set('filter[modification][depuis]', asked.since);
  if (asked.after) url.searchParams.set('page[after]', asked.after);
  const done = await exchange(url, {
    kind: 'coop',
    headers: { authorization: `Bearer ${access.token}`, accept: 'application/json' },
    deadlineMs: timeoutMs,
    answerBytes: PAGE_BYTES,
    allowPrivate: true,
  });
  if (!done.ok) {
    if (done.failure.code === 'too-large') return fail({ code: 'coop-unreadable' });
    // No answer, or none in time.
    return fail({ code: 'again', why: 'no-answer', retryAfter: null });
  }
  const { status, headers, text } = done.value;
  if (status === 429 || status >= 500)
    return fail({
      code: 'again',
      why: `http-${status}`,
      retryAfter: headers['retry-after'] ?? null,
    });
  if (status === 401 || status === 403) return fail({ code: 'coop-refused' });
  if (status === 404) return fail({ code: 'coop-not-found' });
  if (status < 200 || status >= 300) return fail({ code: 'coop-unreadable' });
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return fail({ code: 'coop-unreadable' });
  }
  const parsed = answer.safeParse(body);
  if (!parsed.success) return fail({ code: 'coop-unreadable' });
  const next = parsed.data.links?.next;
  const rows = parsed.data.data;
  return ok({
    rows,
    next: rows.length === 0 ? null : cursorOf(typeof next === 'string' ? next : next?.href),
  });
}

export interface CoopRun {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly pages: number;
  readonly retries: number;
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly waiting: number;
  readonly rejected: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly failure: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

/** The latest imports from La Coop, newest first. */
export async function listRuns(db: Db, _scope: Scope<'imports.run'>): Promise<CoopRun[]> {
  const rows = await db
    .selectFrom('coop_run')
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(15)
    .execute();
  return rows.map(({ started_at, finished_at, started_by: _by, seen_at: _at, ...row }) => ({
    ...row,
    startedAt: started_at.toISOString(),
    finishedAt: finished_at?.toISOString() ?? null,
  }));
}

/** What waits, and for what. */
export interface CoopWaiting {
  readonly mediators: readonly {
    readonly id: string;
    readonly label: string;
    readonly rows: number;
  }[];
  readonly structures: readonly { readonly id: string; readonly rows: number }[];
  readonly twice: readonly {
    readonly id: string;
    readonly date: string;
    readonly minutes: number;
    readonly participants: number;
    readonly advisorName: string;
  }[];
}

/** Mediators and structures that nobody has named yet, and rows that may be here already. */
export async function listWaiting(db: Db, _scope: Scope<'imports.run'>): Promise<CoopWaiting> {
  const mediators = await db
    .selectFrom('coop_mediator as m')
    .innerJoin('coop_row as r', 'r.mediator_id', 'm.mediator_id')
    .select((eb) => ['m.mediator_id as id', 'm.label', eb.fn.countAll<number>().as('rows')])
    .where('m.advisor_id', 'is', null)
    .where('m.ignored', '=', false)
    .where('r.state', '=', 'waiting')
    .groupBy(['m.mediator_id', 'm.label'])
    .orderBy('rows', 'desc')
    .limit(100)
    .execute();
  const structures = await db
    .selectFrom('coop_structure as t')
    .innerJoin('coop_row as r', 'r.structure_id', 't.structure_id')
    .select((eb) => ['t.structure_id as id', eb.fn.countAll<number>().as('rows')])
    .where('t.place_id', 'is', null)
    .where('r.state', '=', 'waiting')
    .where('r.reason', '=', 'place-unknown')
    .groupBy('t.structure_id')
    .orderBy('rows', 'desc')
    .limit(100)
    .execute();
  const twice = await db
    .selectFrom('coop_row as r')
    .innerJoin('coop_mediator as m', 'm.mediator_id', 'r.mediator_id')
    .innerJoin('advisor as v', 'v.id', 'm.advisor_id')
    .select(['r.coop_id as id', 'r.data', 'v.name as advisorName'])
    .where('r.state', '=', 'waiting')
    .where('r.reason', '=', 'perhaps-twice')
    .orderBy('r.modified_at', 'desc')
    .limit(100)
    .execute();
  return {
    mediators: mediators.map((row) => ({ ...row, rows: Number(row.rows) })),
    structures: structures.map((row) => ({ ...row, rows: Number(row.rows) })),
    twice: twice.flatMap(({ data, ...row }) =>
      data
        ? [{ ...row, date: data.date, minutes: data.minutes, participants: data.participants }]
        : [],
    ),
  };
}
