import { guard } from '../../../platform/http/route.ts';
import { takeReceipt } from '../sms/commands.ts';

const STATUS = { 'signature-invalid': 401, 'receipt-invalid': 422, 'not-found': 404 } as const;

/** Where the text message gateway says what became of a message; its signature is the permission. */
export const action = guard('NONE', async ({ ctx, services, request }) => {
  if (request.method !== 'POST' || !services.smsToken) return new Response(null, { status: 404 });
  const body = await request.text();
  const signature = request.headers.get('x-signature') ?? '';
  const done = await takeReceipt(ctx.db, services.smsToken, body, signature);
  return new Response(null, { status: done.ok ? 204 : STATUS[done.failure.code] });
});

/** A loader is needed for the address to answer 405 rather than a page. */
export const loader = guard(
  'NONE',
  () => new Response(null, { status: 405, headers: { allow: 'POST' } }),
);
