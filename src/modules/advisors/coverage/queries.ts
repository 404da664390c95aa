import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import { daysLater, parisInstant } from '../../../platform/i18n/paris-time.ts';
import '../../territories/public.ts';
import '../rounds/tables.ts';
import '../tables.ts';

/** What one department has this month. */
export interface Covered {
  readonly code: string;
  readonly name: string;
  /** Who works there today, by home department. */
  readonly advisors: number;
  /** Planned presences of the month at places of the department, past ones included. */
  readonly presences: number;
  /** Different places among them. */
  readonly places: number;
}

/** Every department with its advisors of today and its presences of the month. */
export async function listCoverage(db: Db, on: string): Promise<Covered[]> {
  const first = `${on.slice(0, 8)}01`;
  const next = `${daysLater(first, 31).slice(0, 8)}01`;
  const [from, to] = [parisInstant(first, '00:00'), parisInstant(next, '00:00')];
  const { rows } = await sql<Covered>`
    SELECT d.code, d.name, coalesce(v.n, 0)::int AS advisors, coalesce(s.n, 0)::int AS presences,
      coalesce(s.places, 0)::int AS places
    FROM department d
    LEFT JOIN (SELECT department_code, count(*) AS n FROM advisor
      WHERE ${on}::date BETWEEN active_from AND coalesce(active_until, 'infinity')
      GROUP BY 1) v ON v.department_code = d.code
    LEFT JOIN (SELECT l.department_code, count(*) AS n, count(DISTINCT l.id) AS places
      FROM advisor_presence p JOIN place l ON l.id = p.place_id
      WHERE p.state = 'planned' AND p.starts_at >= ${from} AND p.starts_at < ${to}
      GROUP BY 1) s ON s.department_code = d.code
    ORDER BY d.code`.execute(db);
  return rows;
}
