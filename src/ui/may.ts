import { useRouteLoaderData } from 'react-router';
import type { Permission } from '../platform/access/access.ts';

/** Whether the reader has a permission at all: to leave out a way that would end in a refusal. */
export function useMay(): (permission: Permission) => boolean {
  const root = useRouteLoaderData('root') as
    | { readonly permissions?: readonly string[] }
    | undefined;
  return (permission) => root?.permissions?.includes(permission) === true;
}
