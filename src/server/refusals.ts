import { createServer, isIP } from 'node:net';
import type { Config } from '../platform/config/config.ts';

/** The database cannot be reached at the start. */
export function databaseAway(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return (
    `La base de données ne répond pas (${why}). Vérifiez DATABASE_URL et que PostgreSQL est démarré, puis recommencez. / ` +
    'The database does not answer. Check DATABASE_URL and that PostgreSQL runs, then start again.'
  );
}

export function portTaken(port: number): string {
  return (
    `Le port ${port} est déjà pris par un autre programme. Arrêtez-le, ou choisissez un autre port : npm start -- --port ${port === 3000 ? 4000 : 3000}. / ` +
    `Port ${port} is taken by another program. Stop it, or choose another port with --port.`
  );
}

/** A demonstration lets anybody in as anybody. */
export function openDemonstration({ host, publicUrl }: Config): string {
  return (
    `La démonstration laisse entrer n’importe qui sous n’importe quel rôle, et d’autres machines l’atteindraient (HOST ${host}${publicUrl ? `, PUBLIC_URL ${publicUrl}` : ''}). ` +
    'Pour une vraie alliance : --empty et un dossier neuf (--data). Pour montrer la démonstration malgré tout : --demonstration. / ' +
    'The demonstration lets anybody in as anybody, and other machines would reach it. For a real alliance use --empty and a new folder; to show the demonstration all the same, --demonstration.'
  );
}

/** Whether others than this machine can reach the server: by where it listens, or through a proxy. */
export function isReachable({ host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>): boolean {
  return !isLoopback(host) || (publicUrl !== null && !isLoopback(new URL(publicUrl).hostname));
}

function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1') return true;
  return isIP(name) === 4 && name.startsWith('127.');
}

/** Whether a port is free to listen on. Port 0 asks the system for any. */
export function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
