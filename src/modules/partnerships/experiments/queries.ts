import type { Db } from '../../../platform/db/schema.ts';
import type { ExperimentState } from './domain.ts';
import './tables.ts';

export interface Experiment {
  readonly id: string;
  readonly hypothesis: string;
  readonly measure: string;
  readonly unit: string;
  readonly baseline: number | null;
  readonly target: number | null;
  readonly stopRule: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly state: ExperimentState;
  readonly result: number | null;
  readonly learned: string;
  readonly version: number;
  readonly moves: readonly {
    readonly id: string;
    readonly to: ExperimentState;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  }[];
}

/** The experiments of a partnership that the reader may read, oldest first. */
export async function listExperiments(db: Db, partnershipId: string): Promise<Experiment[]> {
  const rows = await db
    .selectFrom('experiment')
    .selectAll()
    .where('partnership_id', '=', partnershipId)
    .orderBy('created_at')
    .execute();
  const moves = await db
    .selectFrom('experiment_move as m')
    .innerJoin('experiment as e', 'e.id', 'm.experiment_id')
    .leftJoin('auth_user as u', 'u.id', 'm.moved_by')
    .select(['m.id', 'm.experiment_id', 'm.to_state', 'm.reason', 'm.moved_at', 'u.name'])
    .where('e.partnership_id', '=', partnershipId)
    .orderBy('m.moved_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    hypothesis: row.hypothesis,
    measure: row.measure,
    unit: row.unit,
    baseline: row.baseline,
    target: row.target,
    stopRule: row.stop_rule,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    state: row.state,
    result: row.result,
    learned: row.learned,
    version: row.version,
    moves: moves
      .filter((move) => move.experiment_id === row.id)
      .map((move) => ({
        id: move.id,
        to: move.to_state,
        reason: move.reason,
        by: move.name ?? '',
        at: move.moved_at.toISOString(),
      })),
  }));
}
