import { ensureAccount, type NewAccount, type Role } from '../modules/accounts/public.ts';
import type { Db } from '../platform/db/schema.ts';
import type { DemoPartner } from './partners.ts';
import type { DemoPlace } from './places.ts';
import { HOME_DEPARTMENT } from './territory.ts';

interface Demo {
  readonly role: Role;
  readonly name: string;
  readonly scope: readonly [NewAccount['grants'][number]['scopeKind'], string];
}

/** One account a role, in and around the Creuse. Their addresses lead nowhere (RFC 2606). */
export async function makeAccounts(
  trx: Db,
  place: DemoPlace,
  partner: DemoPartner,
): Promise<Readonly<Record<Role, string>>> {
  const here: Demo['scope'] = ['department', HOME_DEPARTMENT];
  const everywhere: Demo['scope'] = ['national', ''];
  const accounts: readonly Demo[] = [
    { role: 'territory-delegate', name: 'Déléguée de la Creuse (démo)', scope: here },
    { role: 'advisor', name: 'Conseiller numérique (démo)', scope: here },
    {
      role: 'partner-admin',
      name: 'Salariée de l’association (démo)',
      scope: ['organisation', partner.id],
    },
    { role: 'alliance-lead', name: 'Équipe nationale (démo)', scope: everywhere },
    { role: 'place-manager', name: 'Responsable de bureau (démo)', scope: ['place', place.id] },
    { role: 'counter-agent', name: 'Agent de guichet (démo)', scope: ['place', place.id] },
    {
      role: 'partner-member',
      name: 'Bénévole de l’association (démo)',
      scope: ['organisation', partner.id],
    },
    { role: 'employee', name: 'Postier volontaire (démo)', scope: here },
    { role: 'line-manager', name: 'Manager (démo)', scope: here },
    { role: 'buyer', name: 'Acheteuse (démo)', scope: everywhere },
    { role: 'verifier', name: 'Vérificatrice indépendante (démo)', scope: everywhere },
    { role: 'admin', name: 'Administration (démo)', scope: everywhere },
  ];
  const ids: Partial<Record<Role, string>> = {};
  for (const { role, name, scope } of accounts) {
    ids[role] = await ensureAccount(
      trx,
      {
        email: `${role}@demonstration.invalid`,
        name,
        locale: 'fr',
        demonstration: true,
        grants: [{ role, scopeKind: scope[0], scopeCode: scope[1] }],
      },
      null,
    );
  }
  return ids as Record<Role, string>;
}
