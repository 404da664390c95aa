/**
 * Text that no column can keep: a NUL, which PostgreSQL's text has no place for, or half of a
 * surrogate pair, which is no character (Unicode 17, 3.9). Nobody types either; programs send them.
 */
export function isUnreadable(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}

/** Whether an address carries a NUL, or bytes that are no UTF-8, in its percent encoding. */
export function isUnreadableAddress(url: string): boolean {
  if (!url.includes('%')) return false;
  try {
    return isUnreadable(
      decodeURIComponent(url.replaceAll('+', ' ').replace(/%(?![0-9a-f]{2})/gi, '%25')),
    );
  } catch {
    return true;
  }
}

/** Whether a form is announced whose parts cannot be told apart (RFC 7578, 4.1: no boundary). */
export function lacksBoundary(contentType: string | undefined): boolean {
  return (
    /^\s*multipart\//i.test(contentType ?? '') &&
    !/;\s*boundary=("[^"]+"|[^\s";]+)/i.test(contentType ?? '')
  );
}

/** Whether any name or text of a form is unreadable. */
export function isUnreadableForm(entries: Iterable<readonly [string, unknown]>): boolean {
  for (const [name, value] of entries) {
    if (isUnreadable(name)) return true;
    if (typeof value === 'string' && isUnreadable(value)) return true;
    if (value instanceof File && isUnreadable(value.name)) return true;
  }
  return false;
}

/** Only these escapes can bring in what the bytes of a JSON text cannot hold. */
const SUSPECT = /\\u(0000|d[89a-f])/i;

/**
 * Whether a JSON value has an unreadable name or text anywhere.
 * @param text that it was read from: almost always tells at once that there is nothing to look for
 */
export function isUnreadableJson(text: string, value: unknown): boolean {
  return SUSPECT.test(text) && holdsUnreadable(value);
}

function holdsUnreadable(value: unknown): boolean {
  if (typeof value === 'string') return isUnreadable(value);
  if (Array.isArray(value)) return value.some(holdsUnreadable);
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(
    ([name, inner]) => isUnreadable(name) || holdsUnreadable(inner),
  );
}

/** A form that broke off, or holds what no column can keep. */
export class UnreadableForm extends Error {}
