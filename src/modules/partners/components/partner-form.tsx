import { Link } from 'react-router';
import type { FieldError } from '../../../platform/http/forms.ts';
import { byOptions, EditForm } from '../../../ui/conflict.tsx';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { PARTNER_KINDS } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { NearDuplicate } from '../queries.ts';

export interface PartnerFormState {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
  readonly duplicates: readonly NearDuplicate[];
  readonly takenBy: string | null;
}

/** The one form that writes a partner: new or changed. */
export function PartnerForm({ state, version }: { state: PartnerFormState; version?: number }) {
  const t = useText({ fr, en });
  const { errors, values, duplicates, takenBy } = state;
  const field = (name: string) => ({ name, errors, defaultValue: values[name] ?? '' });
  const kinds = PARTNER_KINDS.map((value) => ({ value, label: t.kinds[value] ?? value }));
  return (
    <EditForm
      version={version}
      values={values}
      errors={errors}
      labels={t.form as unknown as Record<string, string>}
      say={{ kind: byOptions(kinds) }}
    >
      {duplicates.length > 0 ? <Duplicates duplicates={duplicates} /> : null}
      {takenBy ? (
        <Notice tone="warning">
          <Link to={`/partenaires/${takenBy}`}>{t.form.taken}</Link>
        </Notice>
      ) : null}
      <TextField {...field('name')} label={t.form.name} required />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField {...field('kind')} label={t.form.kind} required options={kinds} />
        <TextField {...field('acronym')} label={t.form.acronym} />
        <TextField
          {...field('siret')}
          label={t.form.siret}
          hint={t.form.siretHint}
          inputMode="numeric"
        />
        <TextField
          {...field('siren')}
          label={t.form.siren}
          hint={t.form.sirenHint}
          inputMode="numeric"
        />
        <TextField {...field('rna')} label={t.form.rna} hint={t.form.rnaHint} />
        <SuggestField
          name="communeCode"
          label={t.form.communeCode}
          hint={t.form.communeHint}
          required
          errors={errors}
          source="/suggestions/communes"
          defaultId={values.communeCode ?? ''}
          defaultText={values.communeCodeText ?? ''}
        />
        <TextField {...field('address')} label={t.form.address} />
        <TextField {...field('postalCode')} label={t.form.postalCode} inputMode="numeric" />
        <TextField {...field('website')} label={t.form.website} />
      </div>
      <TextField {...field('description')} label={t.form.description} rows={4} />
      {/* The button that Enter presses is the first one: never the one that makes a double. */}
      <div className="flex flex-wrap gap-3">
        <button type="submit" className="btn">
          {t.form.save}
        </button>
        {duplicates.length > 0 ? (
          <button type="submit" name="confirmed" value="yes" className="btn btn-quiet">
            {t.form.createAnyway}
          </button>
        ) : null}
      </div>
    </EditForm>
  );
}

function Duplicates({ duplicates }: { duplicates: readonly NearDuplicate[] }) {
  const t = useText({ fr, en });
  return (
    <div className="notice notice-warning" role="status">
      <h2 className="text-lg">{t.form.duplicatesTitle}</h2>
      <p>{t.form.duplicatesLead}</p>
      <ul className="my-2 list-disc pl-5">
        {duplicates.map((found) => (
          <li key={found.id}>
            <Link to={`/partenaires/${found.id}`}>{found.name}</Link>
            {found.communeName ? `, ${found.communeName}` : ''} ({t.form.because[found.because]})
          </li>
        ))}
      </ul>
    </div>
  );
}
