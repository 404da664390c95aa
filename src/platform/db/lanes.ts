import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { LANE_FULL } from './trouble.ts';

const current = new AsyncLocalStorage<string>();

/**
 * Does work in a lane of its own. All work of one lane together holds no more than a part of the
 * database's connections, so that a page that waits for a lock, however many ask for it, leaves
 * connections to all the others.
 * @param name what shares the part: an address of the product, or a job
 */
export function inLane<T>(name: string, work: () => T): T {
  return current.run(name, work);
}

interface Waiting {
  readonly go: () => void;
  readonly timer: NodeJS.Timeout;
}

interface Lane {
  held: number;
  readonly waiting: Waiting[];
}

/** What the query builder needs of a pool. */
export interface LanePool {
  readonly options: pg.PoolOptions;
  connect(): Promise<pg.PoolClient>;
  end(): Promise<void>;
}

/**
 * A pool whose lanes hold at most `share` connections each. Work outside of any lane is bounded by
 * the pool alone. With fewer than three connections there is nothing to divide.
 * @param share connections a lane
 * @param patienceMs how long somebody waits for a connection of the own lane
 * @throws from `connect`: an error with the code `LANE_FULL` after that time
 */
export function lanedPool(pool: pg.Pool, share: number, patienceMs: number): LanePool {
  const lanes = new Map<string, Lane>();

  const leave = (name: string, lane: Lane): void => {
    const next = lane.waiting.shift();
    if (next) {
      clearTimeout(next.timer);
      next.go();
    } else {
      lane.held -= 1;
      if (lane.held === 0) lanes.delete(name);
    }
  };

  const enter = (lane: Lane): Promise<void> => {
    if (lane.held < share) {
      lane.held += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        go: resolve,
        timer: setTimeout(() => {
          lane.waiting.splice(lane.waiting.indexOf(waiting), 1);
          reject(Object.assign(new Error('too many wait for the same'), { code: LANE_FULL }));
        }, patienceMs),
      };
      lane.waiting.push(waiting);
    });
  };

  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const name = current.getStore();
      if (name === undefined) return pool.connect();
      const lane = lanes.get(name) ?? { held: 0, waiting: [] };
      lanes.set(name, lane);
      await enter(lane);
      try {
        const client = await pool.connect();
        const release = client.release.bind(client);
        client.release = (error) => {
          release(error);
          leave(name, lane);
        };
        return client;
      } catch (error) {
        leave(name, lane);
        throw error;
      }
    },
  };
}
