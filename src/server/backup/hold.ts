import type { Db } from '../../platform/db/schema.ts';
import { readSetting, writeSetting } from '../../platform/db/setting.ts';

const SETTING = 'installation.held';

/** Makes an alliance a copy that sends nothing and does no nightly work until it is released. */
export function hold(db: Db, now: Date): Promise<void> {
  return writeSetting(db, SETTING, now.toISOString());
}

export async function isHeld(db: Db): Promise<boolean> {
  return (await readSetting(db, SETTING)) !== undefined;
}

/** @returns false when it was not held */
export async function release(db: Db): Promise<boolean> {
  const done = await db.deleteFrom('setting').where('key', '=', SETTING).executeTakeFirst();
  return done.numDeletedRows > 0n;
}
