import { createHmac } from 'node:crypto';
import { redirect } from 'react-router';
import { envelopeKey } from '../../../platform/access/open-envelope.ts';
import { guard } from '../../../platform/http/route.ts';
import { en } from '../counter/messages.en.ts';
import { fr } from '../counter/messages.fr.ts';
import { mayGive } from '../policy.ts';
import { counterPlace } from '../proposals/queries.ts';

/**
 * The counter: a small application of its own, so that it starts within a second on a slow
 * handheld and without a network. The page holds nothing of who works here.
 */
export const loader = guard('orientations.give', async ({ ctx, scope, services, request, url }) => {
  const asked = url.searchParams.get('lieu') ?? '';
  const place = await counterPlace(ctx.db, asked || ([...scope.places][0] ?? ''));
  // Without a place in the address, the device may remember one.
  if (asked && !(place && mayGive(scope, place))) throw redirect('/guichet/lieu');
  const { script, style } = services.counterFiles;
  const t = ctx.locale === 'en' ? en : fr;
  const session = (await services.auth.sessionId(request.headers)) ?? '';
  const facts = {
    place: place?.id ?? '',
    key: envelopeKey(services.secret),
    // Tells one sitting from the next without saying which.
    session: createHmac('sha256', services.secret).update(session).digest('hex').slice(0, 16),
    address: services.publicUrl,
  };
  const data = Object.entries(facts)
    .map(([name, value]) => ` data-${name}="${inHtml(value)}"`)
    .join('');
  return new Response(
    `<!doctype html>
<html lang="${ctx.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#0a5a57">
<title>${inHtml(t.title)} — Maillage</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="manifest" href="/guichet/application.webmanifest">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body>
<div id="guichet"${data}><main><h1>${inHtml(t.title)}</h1><noscript><p>${inHtml(t.noScript)}</p><p><a href="/ateliers-ouverts">${inHtml(t.withoutScript)}</a></p></noscript></main></div>
</body>
</html>`,
    { headers: { 'content-type': 'text/html; charset=utf-8' } },
  );
});

function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
