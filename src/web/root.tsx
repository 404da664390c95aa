import '../ui/theme.css';
import { type ReactNode, useContext, useEffect } from 'react';
import {
  UNSAFE_DataRouterDataContext as DataContext,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useNavigation,
  useRouteLoaderData,
} from 'react-router';
import { guard } from '../platform/http/route.ts';
import { fetchErrorWords } from '../ui/error-text.tsx';
import { documentLocale, LocaleProvider } from '../ui/locale.tsx';
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
  const locale = documentLocale ?? data?.locale ?? 'fr';
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

export default function App({ loaderData: { locale } }: Route.ComponentProps) {
  const refused = useContext(DataContext)?.actionData;
  const sending = useNavigation().state === 'submitting';
  // Another tab or a sign-in changed the language: its words come with a new document. A form that
  // was refused stays until it is left, with what was typed.
  useEffect(() => {
    if (documentLocale && locale !== documentLocale && !refused) window.location.reload();
  }, [locale, refused]);
  useEffect(() => {
    if (sending) fetchErrorWords(documentLocale ?? locale);
  }, [sending, locale]);
  return <Outlet />;
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <Failure error={error} />;
}
