import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/schema.ts';
import '../../activity/public.ts';
import '../../partnerships/public.ts';
import '../../places/public.ts';
import { resolveCommune } from '../../territories/public.ts';
import '../accompaniments/tables.ts';
import type { CoopActivity } from '../coop/domain.ts';
import '../coop/tables.ts';
import type { AdvisorKind } from '../domain.ts';
import '../rounds/tables.ts';
import '../tables.ts';

interface KnownAdvisor {
  readonly id: string;
  readonly kind: AdvisorKind;
  readonly accountId: string | null;
  readonly partnershipId: string;
  readonly partnerId: string;
}

interface KnownPlace {
  readonly id: string;
  readonly communeCode: string;
  readonly departmentCode: string;
}

/** What is known here about some activities of La Coop. */
export interface Known {
  readonly rows: ReadonlyMap<string, { readonly modifiedAt: string; readonly state: string }>;
  readonly mediators: ReadonlyMap<
    string,
    { readonly ignored: boolean; readonly advisor: KnownAdvisor | null }
  >;
  readonly structures: ReadonlyMap<string, KnownPlace>;
  readonly communes: ReadonlyMap<
    string,
    { readonly code: string; readonly departmentCode: string }
  >;
  /** `advisor day` → the only place where the advisor was present. */
  readonly present: ReadonlyMap<string, KnownPlace>;
  /** Ids that are recorded here already. */
  readonly recorded: ReadonlyMap<string, true>;
  /** `advisor day minutes group` of records that were made here. */
  readonly likely: ReadonlySet<string>;
}

/** Loads what deciding on these activities needs, in one query a question. */
export async function loadKnown(trx: Trx, activities: readonly CoopActivity[]): Promise<Known> {
  const ids = activities.map(({ id }) => id);
  const of = <T>(pick: (one: CoopActivity) => T | null): T[] => [
    ...new Set(activities.flatMap((one) => pick(one) ?? [])),
  ];
  const rows = await sql<{ coop_id: string; modified_at: Date; state: string }>`
    SELECT coop_id, modified_at, state FROM coop_row WHERE coop_id = ANY(${ids})`.execute(trx);
  const mediators = await sql<{
    mediator_id: string;
    ignored: boolean;
    id: string | null;
    kind: AdvisorKind;
    account_id: string | null;
    partnership_id: string;
    partner_id: string;
  }>`
    SELECT m.mediator_id, m.ignored, v.id, v.kind, v.account_id, v.partnership_id, p.partner_id
    FROM coop_mediator m LEFT JOIN advisor v ON v.id = m.advisor_id
    LEFT JOIN partnership p ON p.id = v.partnership_id
    WHERE m.mediator_id = ANY(${of((one) => one.mediatorId)})`.execute(trx);
  const structures = await sql<{ structure_id: string } & KnownPlace>`
    SELECT t.structure_id, l.id, l.commune_code AS "communeCode",
      l.department_code AS "departmentCode"
    FROM coop_structure t JOIN place l ON l.id = t.place_id
    WHERE t.structure_id = ANY(${of((one) => one.structureId)})`.execute(trx);
  const recorded = await sql<{ id: string }>`
    SELECT id FROM accompaniment WHERE coop_id = ANY(${ids})`.execute(trx);
  const advisors = mediators.rows.flatMap(({ id }) => id ?? []);
  const days = of((one) => one.date);
  const present = await sql<{ advisor_id: string; held_on: string } & KnownPlace>`
    SELECT s.advisor_id, s.held_on::text, min(l.id::text) AS id, min(l.commune_code) AS "communeCode",
      min(l.department_code) AS "departmentCode"
    FROM advisor_presence s JOIN place l ON l.id = s.place_id
    WHERE s.advisor_id = ANY(${advisors}::uuid[]) AND s.held_on = ANY(${days}::date[])
      AND s.state = 'planned'
    GROUP BY 1, 2 HAVING count(DISTINCT s.place_id) = 1`.execute(trx);
  // Help recorded here by the advisor, and workshops closed here by the advisor's account.
  const likely = await sql<{ key: string }>`
    SELECT v.id || ' ' || a.happened_on || ' ' || a.minutes || ' ' || (c.id IS NULL OR c.format = 'group') AS key
    FROM activity a
    LEFT JOIN accompaniment c ON c.id = a.id
    JOIN advisor v ON v.id = c.advisor_id
      OR (c.id IS NULL AND a.kind = 'workshop' AND v.account_id = a.recorded_by)
    WHERE v.id = ANY(${advisors}::uuid[]) AND a.happened_on = ANY(${days}::date[])
      AND a.status = 'recorded' AND coalesce(c.source, 'here') = 'here'
      AND a.minutes IS NOT NULL`.execute(trx);
  const communes = new Map<string, { code: string; departmentCode: string }>();
  for (const code of of((one) => one.communeCode)) {
    const found = await resolveCommune(trx, code);
    if (found) communes.set(code, { code: found.code, departmentCode: found.departmentCode });
  }
  return {
    rows: new Map(
      rows.rows.map((row) => [
        row.coop_id,
        { modifiedAt: row.modified_at.toISOString(), state: row.state },
      ]),
    ),
    mediators: new Map(
      mediators.rows.map((row) => [
        row.mediator_id,
        {
          ignored: row.ignored,
          advisor: row.id
            ? {
                id: row.id,
                kind: row.kind,
                accountId: row.account_id,
                partnershipId: row.partnership_id,
                partnerId: row.partner_id,
              }
            : null,
        },
      ]),
    ),
    structures: new Map(structures.rows.map(({ structure_id, ...place }) => [structure_id, place])),
    communes,
    present: new Map(
      present.rows.map(({ advisor_id, held_on, ...place }) => [`${advisor_id} ${held_on}`, place]),
    ),
    recorded: new Map(recorded.rows.map(({ id }) => [id, true])),
    likely: new Set(likely.rows.map(({ key }) => key)),
  };
}
