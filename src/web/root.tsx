import '../ui/theme.css';
import type { ReactNode } from 'react';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from 'react-router';
import { guard } from '../platform/http/route.ts';
import { LocaleProvider } from '../ui/locale.tsx';
import type { Route } from './+types/root';
import { Failure } from './layout/failure.tsx';

export const loader = guard('NONE', ({ ctx, services }) => ({
  locale: ctx.locale,
  name: ctx.actor.name,
  roles: [...ctx.actor.roles],
  signedIn: ctx.actor.accountId !== null,
  permissions: [...ctx.actor.abilities.keys()] as string[],
  demonstration: services.demonstration,
  mailbox: services.mailbox,
}));

export type RootData = Awaited<ReturnType<typeof loader>>;

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root');
  const locale = data?.locale ?? 'fr';
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        <LocaleProvider locale={locale}>{children}</LocaleProvider>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <Failure error={error} />;
}
