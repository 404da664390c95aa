import { Link } from 'react-router';
import { TextField } from '../../../ui/form.tsx';
import { EmptyState } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SearchForm } from '../../../ui/search-form.tsx';
import { territoryPath } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { TerritoryRef } from '../queries.ts';

/** A found territory, with what tells it from its namesakes. */
export interface FoundTerritory extends TerritoryRef {
  readonly detail: string;
}

/** Search box for territories and, once something was typed, what was found. */
export function TerritorySearch({
  typed,
  found,
}: {
  typed: string;
  found: readonly FoundTerritory[] | null;
}) {
  const t = useText({ fr, en });
  return (
    <div className="mb-6">
      <SearchForm columns="sm:grid-cols-[1fr_auto]" action="/territoires">
        <TextField
          name="q"
          type="search"
          label={t.search.label}
          hint={t.search.hint}
          defaultValue={typed}
          required
        />
        <button type="submit" className="btn">
          {t.search.submit}
        </button>
      </SearchForm>
      {found === null ? null : found.length === 0 ? (
        <div className="mt-4">
          <EmptyState title={t.search.none} />
        </div>
      ) : (
        <nav aria-label={t.search.results} className="mt-4">
          <ul className="grid gap-2 sm:grid-cols-2">
            {found.map((territory) => (
              <li key={`${territory.kind}${territory.code}`} className="card py-2">
                <Link className="font-semibold" to={territoryPath(territory.kind, territory.code)}>
                  {territory.name}
                </Link>
                <span className="hint block">
                  {t.kind[territory.kind]} · {territory.detail}
                </span>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}
