import type { Context } from 'hono';
import type { DatabaseTrouble } from '../db/trouble.ts';

/** Seconds after which another try is worth it: a restarted database is back by then. */
export const RETRY_AFTER_SECONDS = 5;

/** For the router: an answer that its page of errors has words for. */
export function unavailable(trouble: DatabaseTrouble): Response {
  return new Response(trouble, {
    status: 503,
    headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
  });
}

/** Said in both languages, without anything that the database would have to give. */
export function unavailablePage(c: Context): Response {
  return c.html(
    `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Service momentanément indisponible — Maillage</title></head>
<body><main><h1>Le service est momentanément indisponible</h1>
<p>Réessayez dans un instant. Si vous envoyiez un formulaire, revenez en arrière : ce que vous aviez saisi y est encore. Avant de le renvoyer, vérifiez s’il n’est pas déjà enregistré.</p>
<div lang="en"><h2>The service is not available for a moment</h2>
<p>Try again in a moment. If you were sending a form, go back: what you typed is still there. Before you send it again, see whether it was recorded after all.</p></div>
</main></body></html>`,
    503,
    { 'retry-after': String(RETRY_AFTER_SECONDS) },
  );
}

/** A 503 of whatever origin tells when to come back. */
export async function tellWhenToRetry(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  if (c.res.status === 503 && !c.res.headers.has('retry-after'))
    c.res.headers.set('retry-after', String(RETRY_AFTER_SECONDS));
}
