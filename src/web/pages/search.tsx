import { Link } from 'react-router';
import { guard } from '../../platform/http/route.ts';
import { TextField } from '../../ui/form.tsx';
import { EmptyState, PageHeader, Section } from '../../ui/layout.tsx';
import { useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { SearchForm } from '../../ui/search-form.tsx';
import { findEverything } from '../suggestions/find.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

export const loader = guard(
  { permission: 'ACCOUNT', limit: { name: 'search', calls: 600, seconds: 600 } },
  async ({ ctx, url }) => {
    const q = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
    return { q, found: q ? await findEverything(ctx, q, 15) : null };
  },
);

export default function Search({ loaderData: { q, found } }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const parts = found
    ? ([
        ['territoires', t.search.territories, found.territories],
        ['lieux', t.search.places, found.places],
        ['partenaires', t.search.partners, found.partners],
        ['partenariats', t.search.partnerships, found.partnerships],
      ] as const)
    : [];
  return (
    <>
      <title>{`${t.search.title} — Maillage`}</title>
      <PageHeader title={q ? t.search.results(q) : t.search.title} />
      <SearchForm columns="sm:grid-cols-[1fr_auto]">
        <TextField name="q" label={t.search.field} type="search" required defaultValue={q} />
        <button type="submit" className="btn">
          {t.search.go}
        </button>
      </SearchForm>
      {found && parts.every(([, , hits]) => hits.length === 0) ? (
        <EmptyState title={t.search.none(q)}>{t.search.hint}</EmptyState>
      ) : null}
      {parts.map(([id, title, hits]) =>
        hits.length > 0 ? (
          <Section key={id} id={id} title={title}>
            <ul className="grid gap-2 sm:grid-cols-2">
              {hits.map((hit) => (
                <li key={hit.id} className="card py-3">
                  <Link to={hit.href}>{hit.label}</Link>
                  <p className="hint">{hit.detail}</p>
                </li>
              ))}
            </ul>
          </Section>
        ) : null,
      )}
    </>
  );
}
