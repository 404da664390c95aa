import { Link } from 'react-router';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { TextField } from '../../../ui/form.tsx';
import { Notice, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { SearchForm } from '../../../ui/search-form.tsx';
import type { Listed } from '../lookup/domain.ts';
import { en } from '../lookup/messages.en.ts';
import { fr } from '../lookup/messages.fr.ts';

export interface LookupState {
  readonly typed: string;
  readonly found: readonly Listed[] | null;
  readonly failure: string | null;
}

/** Looks an organisation up before anything is typed; each result fills the form below. */
export function LookupPanel({ state }: { state: LookupState }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { typed, found, failure } = state;
  const take = (one: Listed): string =>
    `/partenaires/nouveau?${new URLSearchParams({ annuaire: typed, choisir: one.siren })}`;
  return (
    <Section title={t.title} id="annuaire">
      <SearchForm columns="sm:grid-cols-[2fr_1fr]" action="/partenaires/nouveau">
        <TextField
          name="annuaire"
          label={t.search}
          hint={t.hint}
          type="search"
          required
          defaultValue={typed}
        />
        <button type="submit" className="btn btn-quiet self-end">
          {t.go}
        </button>
      </SearchForm>
      {failure ? <Notice tone="warning">{t.failures[failure]}</Notice> : null}
      {found && found.length === 0 ? <Notice>{t.none}</Notice> : null}
      {found && found.length > 0 ? (
        <>
          <p className="mt-3 font-semibold" role="status">
            {t.found(formatNumber(locale, found.length))}
          </p>
          <ul className="mt-2 grid gap-2">
            {found.map((one) => (
              <li key={one.siren} className="card flex flex-wrap items-baseline gap-3">
                <span>
                  <strong>{one.name}</strong>{' '}
                  <span className="hint">
                    {[one.siren, one.communeName, one.closed ? t.closed : '']
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                <Link
                  className="btn btn-quiet btn-small"
                  to={take(one)}
                  aria-label={t.takeUp(one.name)}
                >
                  {t.use}
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  );
}
