import { Link } from 'react-router';
import { ChoiceField, SelectField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SearchForm } from '../../../ui/search-form.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { codesOf, mediationListsEn, mediationListsFr } from '../../alliance/public.ts';
import type { HelpQuery } from '../contract.ts';
import { RADII } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export interface Typed {
  readonly commune: string;
  readonly communeText: string;
  readonly lat: string;
  readonly lon: string;
}

/** What is difficult, what is needed, and where: one form, sent by one button. */
export function HelpForm({
  typed,
  query,
  unknown,
}: {
  typed: Typed;
  query: HelpQuery;
  unknown: boolean;
}) {
  const t = useText({ fr, en });
  const words = useText({ fr: mediationListsFr, en: mediationListsEn });
  const choices = [query.free, query.walkIn, query.openNow].filter(Boolean).length;
  const chosen = query.services.length + query.care.length + choices;
  const nearest = new URLSearchParams(
    typed.lat
      ? { lat: typed.lat, lon: typed.lon }
      : { commune: typed.commune, communeText: typed.communeText },
  );
  return (
    <SearchForm action="/aide" columns="">
      <div className="grid items-end gap-4 sm:grid-cols-[2fr_1fr_auto]">
        <SuggestField
          key={typed.communeText}
          name="commune"
          label={t.commune}
          required
          source="/suggestions/communes"
          errors={unknown ? [{ field: 'commune', code: 'commune-unknown' }] : undefined}
          defaultId={typed.commune}
          defaultText={typed.communeText}
        />
        <SelectField
          name="km"
          label={t.km}
          required
          defaultValue={String(query.km)}
          options={RADII.map((km) => ({ value: String(km), label: t.kmOf(km) }))}
        />
        <button type="submit" className="btn">
          {t.search}
        </button>
      </div>
      {typed.lat ? (
        <>
          <input type="hidden" name="lat" value={typed.lat} />
          <input type="hidden" name="lon" value={typed.lon} />
        </>
      ) : null}
      <details open={chosen > 0} className="no-print">
        <summary className="cursor-pointer py-2 font-semibold">
          {t.more}
          {chosen > 0 ? ` (${t.chosen(chosen)})` : ''}
        </summary>
        <div className="mt-3 grid gap-5">
          <ChoiceField
            name="services"
            label={t.difficult}
            several
            required
            options={codesOf('services').map((value) => ({
              value,
              label: words.services[value as keyof typeof words.services],
            }))}
            chosen={query.services}
          />
          <ChoiceField
            name="care"
            label={t.needs}
            several
            required
            options={codesOf('specialCare').map((value) => ({
              value,
              label: words.specialCare[value as keyof typeof words.specialCare],
            }))}
            chosen={query.care}
          />
          <ChoiceField
            name="how"
            label={t.how}
            several
            required
            options={[
              { value: 'free', label: t.free },
              { value: 'walkIn', label: t.walkIn },
              { value: 'openNow', label: t.openNow },
            ]}
            chosen={(['free', 'walkIn', 'openNow'] as const).filter((name) => query[name])}
          />
          <p className="flex flex-wrap items-center gap-4">
            <button type="submit" className="btn">
              {t.search}
            </button>
            {chosen > 0 ? <Link to={`/aide?${nearest}`}>{t.clear}</Link> : null}
          </p>
        </div>
      </details>
    </SearchForm>
  );
}
