import { guard } from '../../../platform/http/route.ts';
import { en } from '../counter/messages.en.ts';
import { fr } from '../counter/messages.fr.ts';

/** What a device needs to put the counter among its applications (W3C Web Application Manifest). */
export const loader = guard('NONE', ({ ctx }) => {
  const t = ctx.locale === 'en' ? en : fr;
  const icon = { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' };
  return new Response(
    JSON.stringify({
      id: '/guichet',
      name: `${t.title} — Maillage`,
      short_name: t.title,
      lang: ctx.locale,
      start_url: '/guichet',
      scope: '/guichet',
      display: 'standalone',
      background_color: '#ffffff',
      theme_color: '#0a5a57',
      icons: [icon, { ...icon, purpose: 'maskable' }],
    }),
    { headers: { 'content-type': 'application/manifest+json; charset=utf-8' } },
  );
});
