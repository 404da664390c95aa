import { exchange } from '../../../platform/outgoing/exchange.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { type Listed, readAnswer } from './domain.ts';

/** Why the directory gave nothing; the form is filled by hand then. */
export type LookupFailure = {
  readonly code: 'directory-off' | 'directory-slow' | 'directory-busy' | 'directory-down';
};

/** Seconds that somebody in front of a form waits for it. */
const TIMEOUT_MS = 3_000;
/** Ten organisations with all their establishments stay far below it. */
const ANSWER_BYTES = 2_000_000;
const KEPT_MS = 10 * 60_000;
const KEPT = 200;

/** Answers of the last minutes, so that going back and forth asks once; nothing personal in them. */
const kept = new Map<string, { readonly at: number; readonly found: readonly Listed[] }>();

/**
 * Looks an organisation up in the public directory by name, SIREN or SIRET. Never throws: whatever
 * goes wrong out there is a failure that the page puts into words.
 * @param baseUrl of the directory, without a trailing slash; null when it is turned off
 */
export async function lookUp(
  baseUrl: string | null,
  typed: string,
): Promise<Result<readonly Listed[], LookupFailure>> {
  if (!baseUrl) return fail({ code: 'directory-off' });
  const q = typed.trim().slice(0, 100);
  const address = `${baseUrl}/search?${new URLSearchParams({ q, page: '1', per_page: '10' })}`;
  const known = kept.get(address);
  if (known && Date.now() - known.at < KEPT_MS) return ok(known.found);
  const asked = await exchange(address, {
    kind: 'directory',
    headers: { accept: 'application/json' },
    deadlineMs: TIMEOUT_MS,
    answerBytes: ANSWER_BYTES,
    allowPrivate: true,
  });
  if (!asked.ok)
    return fail({ code: asked.failure.code === 'timeout' ? 'directory-slow' : 'directory-down' });
  const { status, text } = asked.value;
  if (status === 429) return fail({ code: 'directory-busy' });
  if (status < 200 || status >= 300) return fail({ code: 'directory-down' });
  const found = readAnswer(readJson(text));
  if (!found) return fail({ code: 'directory-down' });
  if (kept.size >= KEPT) kept.clear();
  kept.set(address, { at: Date.now(), found });
  return ok(found);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
