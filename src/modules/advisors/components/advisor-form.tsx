import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { byOptions, EditForm } from '../../../ui/conflict.tsx';
import { ChoiceField, SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import type { RecordablePartnership } from '../../activity/public.ts';
import { ACCESS_NEEDS, digitalEn, digitalFr, LANGUAGES, THEMES } from '../../alliance/public.ts';
import { ADVISOR_KINDS } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export interface AdvisorFormState {
  readonly errors: readonly FieldError[];
  readonly values: FormValues;
}

/** The form of a sheet. */
export function AdvisorForm({
  state: { errors, values },
  version,
  partnerships,
  everywhere,
}: {
  state: AdvisorFormState;
  version: number | undefined;
  partnerships: readonly RecordablePartnership[];
  /** Whether the writer may name the account of somebody else. */
  everywhere: boolean;
}) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const text = (name: string): string => String(values[name] ?? '');
  const list = (name: string): readonly string[] => [values[name] ?? []].flat();
  const options = (codes: readonly string[], words: Readonly<Record<string, string>>) =>
    codes.map((value) => ({ value, label: words[value] ?? value }));
  const agreements = partnerships.map(({ id, title, partnerName }) => ({
    value: id,
    label: `${title} — ${partnerName}`,
  }));
  const kinds = options(ADVISOR_KINDS, t.kinds);
  const themes = options(THEMES, d.themes);
  const access = options(ACCESS_NEEDS, d.access);
  const languages = options(LANGUAGES, d.languages);
  const links = options(
    [version === undefined ? 'none' : 'keep', 'me', ...(everywhere ? ['address'] : [])].concat(
      version === undefined ? [] : ['none'],
    ),
    t.links,
  );
  const { name, kind, partnershipId, department, activeFrom, activeUntil, accountEmail, link } = t;
  const labels = {
    name,
    kind,
    partnershipId,
    employerPartnerId: t.employer,
    themes: t.themes,
    access: t.access,
    languages: t.languages,
    departmentCode: department,
    activeFrom,
    activeUntil,
    link,
    accountEmail,
  };
  return (
    <EditForm
      version={version}
      values={values}
      errors={errors}
      labels={labels}
      say={{
        kind: byOptions(kinds),
        partnershipId: byOptions(agreements),
        themes: byOptions(themes),
        access: byOptions(access),
        languages: byOptions(languages),
        link: byOptions(links),
      }}
    >
      {values.id ? <input type="hidden" name="id" value={text('id')} /> : null}
      <ChoiceField
        name="kind"
        label={kind}
        required
        errors={errors}
        chosen={[text('kind')]}
        options={kinds}
      />
      <TextField
        name="name"
        label={name}
        hint={t.nameHint}
        required
        errors={errors}
        defaultValue={text('name')}
      />
      <SelectField
        name="partnershipId"
        label={partnershipId}
        hint={t.partnershipHint}
        required
        errors={errors}
        options={agreements}
        defaultValue={text('partnershipId')}
      />
      <SuggestField
        key={text('employerPartnerIdText')}
        name="employerPartnerId"
        label={t.employer}
        hint={t.employerHint}
        errors={errors}
        source="/suggestions/partenaires"
        defaultId={text('employerPartnerId')}
        defaultText={text('employerPartnerIdText')}
      />
      <ChoiceField
        name="themes"
        label={t.themes}
        required
        several
        errors={errors}
        chosen={list('themes[]')}
        options={themes}
      />
      <ChoiceField
        name="access"
        label={t.access}
        several
        errors={errors}
        chosen={list('access[]')}
        options={access}
      />
      <ChoiceField
        name="languages"
        label={t.languages}
        several
        errors={errors}
        chosen={list('languages[]')}
        options={languages}
      />
      <div className="grid gap-5 sm:grid-cols-3">
        <TextField
          name="departmentCode"
          label={department}
          hint={t.departmentHint}
          required
          errors={errors}
          defaultValue={text('departmentCode')}
        />
        <TextField
          name="activeFrom"
          label={activeFrom}
          type="date"
          required
          errors={errors}
          defaultValue={text('activeFrom')}
        />
        <TextField
          name="activeUntil"
          label={activeUntil}
          hint={t.activeUntilHint}
          type="date"
          errors={errors}
          defaultValue={text('activeUntil')}
        />
      </div>
      <ChoiceField
        name="link"
        label={link}
        hint={t.accountHint}
        required
        errors={errors}
        chosen={[text('link') || (version === undefined ? 'none' : 'keep')]}
        options={links}
      />
      {everywhere ? (
        <TextField
          name="accountEmail"
          label={accountEmail}
          type="email"
          errors={errors}
          defaultValue={text('accountEmail')}
        />
      ) : null}
      <div>
        <button type="submit" className="btn">
          {t.save}
        </button>
      </div>
    </EditForm>
  );
}
