import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether an `Authorization` header carries a bearer token, told in constant time. */
export function isToken(header: string | undefined, token: string): boolean {
  const given = /^Bearer (\S+)$/.exec(header ?? '')?.[1] ?? '';
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
