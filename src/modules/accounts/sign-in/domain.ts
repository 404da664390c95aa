/** Everything of the sign-in library lies below this path. */
const LIBRARY_PATH = '/auth';

/**
 * What of the sign-in library answers from outside: where the identity provider sends browsers
 * back to. All else of it is called by our own pages, which check the origin, count tries and keep
 * sessions' secrets to themselves; asked for from outside, it is not there.
 */
export const CALLBACK_PATH = `${LIBRARY_PATH}/callback/oidc`;

/** True for an address of the sign-in library, however it is written. */
export function isLibraryPath(path: string): boolean {
  let plain = path;
  try {
    plain = decodeURIComponent(path);
  } catch {
    // What no server can read is judged as it stands.
  }
  return new RegExp(`^[/\\\\]+${LIBRARY_PATH.slice(1)}([/\\\\;.?#]|$)`, 'i').test(plain);
}
