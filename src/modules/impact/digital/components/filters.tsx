import { SelectField } from '../../../../ui/form.tsx';
import { useText } from '../../../../ui/locale.tsx';
import { SearchForm } from '../../../../ui/search-form.tsx';
import { SuggestField } from '../../../../ui/suggest.tsx';
import { isArea } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { DigitalFigures } from '../queries.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Year and territory; of a place or partner only the year, for it is its own filter. */
export function Filters({
  figures,
  regions,
  departments,
}: {
  figures: Pick<DigitalFigures, 'year' | 'years' | 'territory'>;
  regions: readonly Choice[];
  departments: readonly Choice[];
}) {
  const t = useText({ fr, en });
  const { kind, code, name } = figures.territory;
  const here = (level: typeof kind): string => (kind === level ? code : '');
  const area = isArea(kind);
  return (
    <SearchForm
      columns={area ? 'sm:grid-cols-2 lg:grid-cols-3' : 'sm:grid-cols-[auto_auto] sm:justify-start'}
    >
      <SelectField
        name="annee"
        label={t.filter.year}
        required
        defaultValue={String(figures.year)}
        options={figures.years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      {area ? (
        <>
          <SelectField
            key={`region ${here('region')}`}
            name="region"
            label={t.filter.region}
            required
            placeholder={t.all}
            defaultValue={here('region')}
            options={regions}
          />
          <SelectField
            key={`department ${here('department')}`}
            name="departement"
            label={t.filter.department}
            required
            placeholder={t.allDepartments}
            defaultValue={here('department')}
            options={departments}
          />
          <SuggestField
            key={`epci ${here('epci')}`}
            name="epci"
            label={t.filter.epci}
            hint={t.epciHint}
            source="/suggestions/intercommunalites"
            defaultId={here('epci')}
            defaultText={kind === 'epci' ? name : ''}
          />
          <SuggestField
            key={`commune ${here('commune')}`}
            name="commune"
            label={t.filter.commune}
            hint={t.communeHint}
            source="/suggestions/communes"
            defaultId={here('commune')}
            defaultText={kind === 'commune' ? `${name} (${code})` : ''}
          />
        </>
      ) : (
        <input type="hidden" name={kind === 'place' ? 'lieu' : 'partenaire'} value={code} />
      )}
      <button type="submit" className="btn justify-self-start">
        {t.show}
      </button>
    </SearchForm>
  );
}
