import * as build from 'virtual:react-router/server-build';
import { createRequestHandler, type RequestHandler, type ServerBuild } from 'react-router';
import type { Locale } from '../platform/access/access.ts';
import { type Declared, type PageRequest, pageContext } from '../platform/http/route.ts';

interface RouteModule {
  readonly loader?: { readonly permission?: Declared };
  readonly action?: { readonly permission?: Declared };
}

/** One address of the product with what its reading and its writing need. */
export interface RouteDeclaration {
  readonly id: string;
  readonly path: string;
  readonly loader: Declared | null;
  readonly action: Declared | null;
}

/**
 * Every route with its declared permissions.
 * @throws Error when a page has no guarded loader or an action that is not guarded: the server
 * must not start with an open door.
 */
export function declaredRoutes(): RouteDeclaration[] {
  return Object.values(build.routes).flatMap((route) => {
    if (!route) return [];
    const module = route.module as RouteModule;
    const loader = module.loader?.permission ?? null;
    const action = module.action?.permission ?? null;
    if (!loader || (module.action && !action)) {
      throw new Error(`Route ${route.id} does not declare a permission`);
    }
    return [{ id: route.id, path: fullPath(route.id), loader, action }];
  });
}

function fullPath(id: string): string {
  const parts: string[] = [];
  for (let at: string | undefined = id; at; ) {
    const route: (typeof build.routes)[string] = build.routes[at];
    if (route?.path) parts.unshift(route.path);
    at = route?.parentId;
  }
  return `/${parts.join('/')}`;
}

/**
 * Answers page requests, each with the scripts of its reader's language: scripts carry the words of
 * one language only, and the list of those in French is part of the build.
 * @param english the list of the scripts that carry English words
 */
export function pageHandler(
  english: ServerBuild['assets'],
): (request: Request, page: PageRequest) => Promise<Response> {
  const handlers: Readonly<Record<Locale, RequestHandler>> = {
    fr: createRequestHandler(build, 'production'),
    en: createRequestHandler({ ...build, assets: english }, 'production'),
  };
  return (request, page) => handlers[page.ctx.locale](request, pageContext(page));
}
