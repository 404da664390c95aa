import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from './locale.tsx';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

/** The head of a page: where one is, the one title, a sentence, and what can be done here. */
export function PageHeader({
  title,
  lead,
  crumbs = [],
  actions,
  over,
}: {
  title: string;
  lead?: ReactNode;
  crumbs?: readonly Crumb[];
  actions?: ReactNode;
  over?: ReactNode;
}) {
  const t = useText({ fr, en });
  return (
    <div className="mb-6">
      {crumbs.length > 0 ? (
        <nav aria-label={t.breadcrumb} className="mb-2 text-[0.94rem]">
          <ol className="flex flex-wrap gap-x-2">
            {crumbs.map((crumb) => (
              <li key={crumb.to}>
                <Link to={crumb.to}>{crumb.label}</Link> <span aria-hidden="true">›</span>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0 max-w-3xl">
          {over ? <div className="mb-2 flex flex-wrap gap-2">{over}</div> : null}
          <h1>{title}</h1>
          {lead ? <div className="mt-2 text-muted">{lead}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-3">{actions}</div> : null}
      </div>
    </div>
  );
}

/** A titled part of a page. */
export function Section({
  title,
  children,
  aside,
  id,
}: {
  title: string;
  children: ReactNode;
  aside?: ReactNode;
  id?: string;
}) {
  return (
    <section className="mb-8" aria-labelledby={id ? `${id}-title` : undefined} id={id}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-3">
        <h2 id={id ? `${id}-title` : undefined}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** A message that stands out. */
export function Notice({
  tone = 'info',
  title,
  children,
  live = false,
}: {
  tone?: 'info' | 'error' | 'warning' | 'ok';
  title?: string;
  children?: ReactNode;
  live?: boolean;
}) {
  return (
    <div
      className={`notice ${tone === 'info' ? '' : `notice-${tone}`} mb-5`}
      role={live ? 'status' : undefined}
    >
      {title ? <p className="font-bold">{title}</p> : null}
      {children}
    </div>
  );
}

/** What will be here, and the first step. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="card border-dashed text-center">
      <p className="font-bold">{title}</p>
      {children ? <div className="mt-2 text-muted">{children}</div> : null}
    </div>
  );
}

/** Next page of a list that is read in order, and the way back to its start. */
export function Pager({ next, first }: { next: string | null; first: string | null }) {
  const t = useText({ fr, en });
  if (!next && !first) return null;
  return (
    <nav aria-label={t.pages} className="mt-4 flex flex-wrap gap-3">
      {first ? (
        <Link className="btn btn-quiet btn-small" to={first}>
          {t.first}
        </Link>
      ) : null}
      {next ? (
        <Link className="btn btn-small" to={next} rel="next">
          {t.next}
        </Link>
      ) : null}
    </nav>
  );
}
