import { z } from 'zod';
import { ok, type Result } from '../../platform/result.ts';
import { uuid } from './contract.ts';

/** Parts that the interfaces of all modules share. */
export const idParams = z.object({ id: uuid });

export const pageQuery = z.object({
  cursor: z.string().max(1000).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A page of a list: the items and the cursor of the next page, null at the end. */
export function pageOutput<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** What a creation answers: the id, and whether this call made it. */
export const createdOutput = z.object({ id: uuid, created: z.boolean() });

/** The version that the writer saw; a change made meanwhile is answered with 409. */
export const version = z.int().min(1).describe('The version that was read before this change');

/** What an operation answers when it only has to name what it changed. */
export const idOutput = z.object({ id: uuid });

/** The answer to a command that made something. */
export function created<T, F>(made: Result<T, F>): Result<{ body: T; created: true }, F> {
  return made.ok ? ok({ body: made.value, created: true }) : made;
}

/** The answer to a command whose result is the answer. */
export function answered<T, F>(result: Result<T, F>): Result<{ body: T }, F> {
  return result.ok ? ok({ body: result.value }) : result;
}

/** The answer to a command that gives nothing back. */
export function done<F>(
  result: Result<unknown, F>,
  id: string,
): Result<{ body: { id: string } }, F> {
  return result.ok ? ok({ body: { id } }) : result;
}
