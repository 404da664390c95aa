import type { useActionData, useLoaderData } from 'react-router';

/**
 * Properties of a page, from its own loader and action. (The router's generated types only cover
 * files under one folder; pages live in their modules.)
 */
// biome-ignore lint/suspicious/noExplicitAny: the router's own bound for loader functions
export interface PageProps<L, A = (...args: any[]) => undefined> {
  readonly loaderData: ReturnType<typeof useLoaderData<L>>;
  readonly actionData: ReturnType<typeof useActionData<A>>;
}
