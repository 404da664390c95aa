/**
 * True for what may be drawn as a link that somebody else typed: http or https, a host with a dot,
 * no white space, nobody's name or password. Browsers mend what lacks its slashes or its host by
 * guessing (`https:/x`, `https:///x.org`), so the text is held to it before it is read.
 */
export function isWebAddress(value: string | null | undefined): value is string {
  if (!value || !/^https?:\/\/[^/\\@?#\s]+\.[^/\\@?#\s]/i.test(value)) return false;
  if (/[\s<>"\p{Cc}\p{Cf}]/u.test(value) || !URL.canParse(value)) return false;
  const { hostname, username, password } = new URL(value);
  return /^[^.]+(\.[^.]+)+$/.test(hostname) && !username && !password;
}

/** An address as it is typed, with `https://` in front when it has no scheme. */
export function withScheme(typed: string): string {
  return typed === '' || /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(typed)
    ? typed
    : `https://${typed.replace(/^\/+/, '')}`;
}
