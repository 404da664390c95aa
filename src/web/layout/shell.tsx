import { type FormEvent, useEffect, useRef, useState } from 'react';
import {
  Form,
  Link,
  NavLink,
  Outlet,
  useLocation,
  useNavigate,
  useRouteLoaderData,
} from 'react-router';
import { guard } from '../../platform/http/route.ts';
import { JumpLink } from '../../ui/jump.tsx';
import { useText } from '../../ui/locale.tsx';
import { SearchBox } from '../../ui/suggest.tsx';
import type { RootData } from '../root.tsx';
import type { Route } from './+types/shell';
import { Failure } from './failure.tsx';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { NAVIGATION } from './navigation.ts';
import { useUnsent } from './unsent.ts';

export const loader = guard('NONE', () => null);

export default function Shell() {
  const t = useText({ fr, en });
  useUnsent(t.unsent);
  return (
    <Frame>
      <main
        id="contenu"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 outline-none sm:px-6"
      >
        <Outlet />
      </main>
    </Frame>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <Frame>
      <Failure error={error} />
    </Frame>
  );
}

function Frame({ children }: { children: React.ReactNode }) {
  const t = useText({ fr, en });
  const root = useRouteLoaderData('root') as RootData | undefined;
  return (
    <div className="flex min-h-screen flex-col">
      <JumpLink className="skip" to="contenu">
        {t.skip}
      </JumpLink>
      <header className="border-b border-line bg-surface">
        {root?.demonstration ? <Ribbon signedIn={root.signedIn} /> : null}
        <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-6 gap-y-2 px-4 py-2 sm:px-6">
          <Link to="/" className="flex items-center gap-2 text-ink no-underline">
            <Mesh />
            <span className="text-xl font-bold tracking-tight">Maillage</span>
          </Link>
          {root?.signedIn ? <Search /> : <span className="flex-1" />}
          <Account root={root} />
        </div>
        {root?.signedIn ? <Navigation permissions={root.permissions} /> : null}
      </header>
      {children}
      <footer className="mt-10 border-t border-line bg-surface">
        <div className="mx-auto flex max-w-6xl flex-wrap gap-x-6 gap-y-2 px-4 py-5 text-[0.94rem] text-muted sm:px-6">
          <p>{t.footer}</p>
          <Link to="/accessibilite">{t.accessibility}</Link>
          <Link to="/sources">{t.about}</Link>
          <Link to="/conventions/verifier">{t.verify}</Link>
          <a href="/api/v1/docs">{t.api}</a>
        </div>
      </footer>
    </div>
  );
}

function Ribbon({ signedIn }: { signedIn: boolean }) {
  const t = useText({ fr, en });
  return (
    <div className="border-b border-line" style={{ background: 'var(--warn-soft)' }}>
      <p className="mx-auto flex max-w-6xl flex-wrap gap-x-3 px-4 py-1 text-[0.94rem] sm:px-6">
        <span>{t.demonstration}</span>
        {signedIn ? <Link to="/demonstration">{t.changeRole}</Link> : null}
      </p>
    </div>
  );
}

function Search() {
  const t = useText({ fr, en });
  const navigate = useNavigate();
  return (
    <Form
      role="search"
      aria-label={t.searchLabel}
      action="/recherche"
      className="flex min-w-0 flex-1 basis-64 gap-2"
    >
      <SearchBox source="/suggestions" label={t.searchLabel} onGo={(href) => void navigate(href)} />
      <button type="submit" className="btn btn-quiet">
        {t.search}
      </button>
    </Form>
  );
}

function Account({ root }: { root: RootData | undefined }) {
  const t = useText({ fr, en });
  const { pathname, search } = useLocation();
  const ask = (event: FormEvent) => {
    if (somethingTyped() && !window.confirm(t.otherLoses)) event.preventDefault();
  };
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Form method="post" action="/langue" reloadDocument onSubmit={ask}>
        <input type="hidden" name="locale" value={root?.locale === 'en' ? 'fr' : 'en'} />
        <input type="hidden" name="back" value={pathname + search} />
        <button type="submit" className="btn btn-plain" lang={root?.locale === 'en' ? 'fr' : 'en'}>
          {t.other}
        </button>
      </Form>
      {root?.signedIn ? (
        <>
          <Link className="nav-link" to="/compte">
            {root.name || t.account}
          </Link>
          <Form method="post" action="/deconnexion" reloadDocument>
            <button type="submit" className="btn btn-plain">
              {t.signOut}
            </button>
          </Form>
        </>
      ) : (
        <Link className="btn btn-quiet btn-small" to="/connexion">
          {t.signIn}
        </Link>
      )}
    </div>
  );
}

/** Whether a form of the page that writes something holds what it did not hold at first. */
function somethingTyped(): boolean {
  const forms = document.querySelectorAll<HTMLFormElement>('main form[method=post]');
  return [...forms].some((form) =>
    [...form.elements].some((field) => {
      if (field instanceof HTMLSelectElement) {
        const first = [...field.options].findIndex((option) => option.defaultSelected);
        return field.selectedIndex !== Math.max(0, first);
      }
      if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
      if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false;
      return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
    }),
  );
}

function Navigation({ permissions }: { permissions: readonly string[] }) {
  const t = useText({ fr, en });
  const { pathname } = useLocation();
  // Open for one page: where it led to, it is in the way.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const open = openAt === pathname;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const close = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      setOpenAt(null);
      button.current?.focus();
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [open]);
  return (
    <nav aria-label={t.mainMenu} className="mx-auto max-w-6xl px-2 sm:px-4">
      <button
        ref={button}
        type="button"
        className="btn btn-quiet btn-small menu-button mx-2 mb-2"
        aria-expanded={open}
        aria-controls="menu"
        onClick={() => setOpenAt(open ? null : pathname)}
      >
        {t.menu}
      </button>
      <ul id="menu" className={open ? 'menu menu-open' : 'menu'}>
        {NAVIGATION.filter((item) => !item.permission || permissions.includes(item.permission)).map(
          (item) => (
            <li key={item.to}>
              <NavLink to={item.to} end={item.to === '/'} className="nav-link">
                {t.nav[item.key]}
              </NavLink>
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}

function Mesh() {
  return (
    <svg viewBox="0 0 32 32" width="34" height="34" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--brand)" />
      <g stroke="var(--brand-ink)" strokeWidth="1.8" fill="var(--brand-ink)">
        <path d="M8 9 16 15 24 8M8 24 16 15 25 22M8 9v15M24 8l1 14" fill="none" />
        <circle cx="8" cy="9" r="2.4" />
        <circle cx="24" cy="8" r="2.4" />
        <circle cx="16" cy="15" r="3" />
        <circle cx="8" cy="24" r="2.4" />
        <circle cx="25" cy="22" r="2.4" />
      </g>
    </svg>
  );
}
