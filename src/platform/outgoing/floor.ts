import { measureOutgoing } from './metrics.ts';

/** What a library's own calls may take and read at most. */
const FLOOR = { deadlineMs: 10_000, answerBytes: 1_000_000 };

/**
 * A `fetch` with a deadline for the whole exchange and a bound on the answer, for a library that
 * makes its calls by itself and sets neither (the sign-in library, towards an identity provider:
 * one that hangs would keep everybody from signing in, those with a link by mail among them).
 */
export function boundedFetch(
  fetching: typeof fetch,
  {
    deadlineMs,
    answerBytes,
  }: { readonly deadlineMs: number; readonly answerBytes: number } = FLOOR,
): typeof fetch {
  return async (input, init) => {
    const measured = measureOutgoing('identity');
    const deadline = AbortSignal.timeout(deadlineMs);
    const asked = init?.signal ?? (input instanceof Request ? input.signal : null);
    const signal = asked ? AbortSignal.any([deadline, asked]) : deadline;
    try {
      const answer = await fetching(input, { ...init, signal });
      const text = await readAtMost(answer, answerBytes);
      measured(answer.ok ? 'ok' : `http-${Math.floor(answer.status / 100)}xx`);
      const { status, statusText, headers } = answer;
      return Object.defineProperty(new Response(text, { status, statusText, headers }), 'url', {
        value: answer.url,
      });
    } catch (error) {
      measured(deadline.aborted ? 'timeout' : 'unreachable');
      throw error;
    }
  };
}

/** Null where a status allows no body. */
async function readAtMost(answer: Response, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!answer.body) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body) {
    size += part.length;
    if (size > most) throw new Error('the answer is too long');
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/**
 * Puts the bounds under every `fetch` of this process that goes to one of these hosts, whoever
 * makes it. Others pass as they are.
 * @returns how to take them away again
 */
export function boundFetchTo(origins: readonly string[], bounds = FLOOR): () => void {
  const before = globalThis.fetch;
  const bounded = boundedFetch(before, bounds);
  const wanted = new Set(origins);
  const bounding: typeof fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const concerned = URL.canParse(url) && wanted.has(new URL(url).origin);
    return concerned ? bounded(input, init) : before(input, init);
  };
  globalThis.fetch = bounding;
  return () => {
    if (globalThis.fetch === bounding) globalThis.fetch = before;
  };
}
