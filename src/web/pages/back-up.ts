import { redirect } from 'react-router';
import { guard } from '../../platform/http/route.ts';

const BACK = '/travaux#sauvegardes';

/** Makes a backup now; how it went is on the page of jobs. */
export const action = guard('backups.run', async ({ services }) => {
  if (services.backups.configured && !services.backups.running())
    services.background('backup', services.backups.regular);
  throw redirect(BACK);
});

/** The address has no page of its own. */
export const loader = guard('jobs.read', () => {
  throw redirect(BACK);
});
