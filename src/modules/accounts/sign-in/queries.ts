import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import type { LinkOwner } from '../../../platform/http/services.ts';
import { digest } from '../queries.ts';
import '../tables.ts';

/** Seconds that a sign-in link lives. */
export const LINK_SECONDS = 15 * 60;

const ASKED = 'lien_demande';

/** Whose session a sign-in link opens, while it does; looking spends nothing. */
export async function linkOwner(db: Db, token: string): Promise<LinkOwner | null> {
  const { rows } = await sql<LinkOwner>`
    SELECT u.id AS "accountId", u.name, u.email FROM auth_verification v
    JOIN auth_user u ON u.email = lower(v.value::json->>'email')
    WHERE v.identifier = ${`magic-link:${digest(token)}`} AND v."expiresAt" > now()`.execute(db);
  return rows[0] ?? null;
}

interface Installation {
  readonly secret: string;
  readonly publicUrl: string;
}

const mark = (secret: string, email: string): string =>
  createHmac('sha256', secret).update(`link asked ${email}`).digest('base64url');

/** A cookie by which this browser is known again as the one that asked for a link. */
export function askedCookie({ secret, publicUrl }: Installation, email: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${ASKED}=${mark(secret, email)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${LINK_SECONDS}${secure}`;
}

/**
 * True when this very browser asked for a link for this address. A link that was not asked for
 * here may be somebody else's, sent to make people work in the sender's account.
 */
export function askedHere({ secret }: Installation, headers: Headers, email: string): boolean {
  const found = new RegExp(`(?:^|;\\s*)${ASKED}=([\\w-]+)`).exec(headers.get('cookie') ?? '')?.[1];
  const wanted = Buffer.from(mark(secret, email));
  const given = Buffer.from(found ?? '');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
