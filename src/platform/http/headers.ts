import type { Context } from 'hono';

/**
 * Security headers for every answer. The policy allows scripts only with this answer's nonce and
 * styles only from our files (and `style` attributes, for the widths of bars in charts).
 */
export function pageHeaders(publicUrl: string, identityProvider: string | null) {
  const secure = publicUrl.startsWith('https:');
  return async (c: Context, next: () => Promise<void>): Promise<void> => {
    await next();
    const nonce = c.get('nonce') as string;
    const headers = c.res.headers;
    if (!headers.has('content-security-policy')) {
      headers.set(
        'content-security-policy',
        [
          "default-src 'none'",
          `script-src 'self' 'nonce-${nonce}'`,
          "style-src 'self'",
          "style-src-attr 'unsafe-inline'",
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
          // A sign-in form is answered by a redirection to the identity provider.
          `form-action 'self'${identityProvider ? ` ${new URL(identityProvider).origin}` : ''}`,
          "base-uri 'none'",
          "frame-ancestors 'none'",
          "manifest-src 'self'",
        ].join('; '),
      );
    }
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'same-origin');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(self)');
    if (secure) headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
    if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
  };
}
