import { Link } from 'react-router';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SearchForm } from '../../../ui/search-form.tsx';
import { useCommitmentOptions } from '../../alliance/components/public.tsx';
import { PARTNERSHIP_TYPES, STAGES } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** What led here from another page, such as a place: it stays when the form is sent. */
const KEPT = ['commune', 'epci', 'region', 'lieu', 'partenaire', 'besoin'];

/** The filters of the partnership list and board; they live in the address. */
export function FilterForm({
  values,
  departments,
  path,
}: {
  values: Readonly<Record<string, string>>;
  departments: readonly { code: string; name: string }[];
  path: string;
}) {
  const t = useText({ fr, en });
  const commitments = useCommitmentOptions();
  const common = (name: string) => ({ name, required: true, defaultValue: values[name] ?? '' });
  return (
    <SearchForm columns="sm:grid-cols-2 lg:grid-cols-3" action={path}>
      {KEPT.map((name) =>
        values[name] ? <input key={name} type="hidden" name={name} value={values[name]} /> : null,
      )}
      <TextField {...common('q')} label={t.list.search} type="search" />
      <SelectField
        {...common('etape')}
        label={t.list.stage}
        placeholder={t.list.allStages}
        options={[
          { value: 'en-cours', label: t.list.running },
          ...STAGES.map((value) => ({ value, label: t.stages[value] })),
        ]}
      />
      <SelectField
        {...common('engagement')}
        label={t.list.commitment}
        placeholder={t.list.allCommitments}
        options={commitments.map(({ value, label }) => ({ value, label }))}
      />
      <SelectField
        {...common('type')}
        label={t.list.type}
        placeholder={t.list.allTypes}
        options={PARTNERSHIP_TYPES.map((value) => ({ value, label: t.types[value] }))}
      />
      <SelectField
        {...common('departement')}
        label={t.list.department}
        placeholder={t.list.allDepartments}
        options={departments.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
      />
      <SelectField
        {...common('suivi')}
        label={t.list.followed}
        placeholder={t.list.followedAll}
        options={Object.entries(t.list.followedBy).map(([value, label]) => ({ value, label }))}
      />
      <TextField {...common('accord')} label={t.list.agreed} inputMode="numeric" />
      <div className="flex flex-wrap gap-3">
        <button type="submit" className="btn">
          {t.list.filter}
        </button>
        <Link className="btn btn-plain" to={path}>
          {t.list.clear}
        </Link>
      </div>
    </SearchForm>
  );
}
