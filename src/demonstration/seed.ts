import type { Db } from '../platform/db/schema.ts';
import { writeSetting } from '../platform/db/setting.ts';
import { ensureAccount, ROLES, SCOPES_OF_ROLE } from '../modules/accounts/public.ts';

export interface SeedOptions {
  /** 1 = full size; 0.02 = small, for tests. */
  readonly scale: number;
  readonly now: Date;
  readonly progress: (text: string) => void;
}

export async function seedDemonstration(db: Db, options: SeedOptions): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const role of ROLES) {
      const scopeKind = SCOPES_OF_ROLE[role][0] ?? 'national';
      await ensureAccount(trx, { email: `${role}@demonstration.invalid`, name: role, locale: 'fr', demonstration: true,
        grants: [{ role, scopeKind, scopeCode: scopeKind === 'national' ? '' : '23' }] }, null);
    }
    await writeSetting(trx, 'alliance.demonstration', true);
  });
  options.progress('ok');
}
