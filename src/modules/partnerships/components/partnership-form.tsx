import { Form } from 'react-router';
import type { FieldError } from '../../../platform/http/forms.ts';
import { ChoiceField, ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { useCommitmentOptions } from '../../alliance/components/public.tsx';
import { PARTNERSHIP_TYPES } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export interface PartnershipFormState {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  /** What the record holds now, when somebody changed it meanwhile. */
  readonly current: {
    readonly title: string;
    readonly summary: string;
    readonly version: number;
  } | null;
}

/** The one form that writes a partnership: new or changed. */
export function PartnershipForm({
  state,
  departments,
  needs,
  version,
  submit,
}: {
  state: PartnershipFormState;
  departments: readonly { code: string; name: string }[];
  needs: readonly { id: string; title: string; territoryName: string }[];
  version?: number;
  submit: string;
}) {
  const t = useText({ fr, en });
  const commitments = useCommitmentOptions();
  const { errors, values, current } = state;
  const one = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const many = (name: string): readonly string[] => {
    const value = values[`${name}[]`];
    return Array.isArray(value) ? value : [];
  };
  const field = (name: string) => ({ name, errors, defaultValue: one(name) });
  return (
    <>
      <ErrorSummary errors={errors} labels={t.form as unknown as Record<string, string>} />
      {current ? (
        <Notice tone="warning" title={t.form.changedTitle}>
          <p>{t.form.changedLead}</p>
          <p className="mt-2 font-bold">{current.title}</p>
          <p className="whitespace-pre-line">{current.summary}</p>
        </Notice>
      ) : null}
      <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
        {version === undefined ? null : (
          <input type="hidden" name="version" value={current?.version ?? version} />
        )}
        <input type="hidden" name="id" value={one('id')} />
        <TextField {...field('title')} label={t.form.title} hint={t.form.titleHint} required />
        <SuggestField
          name="partnerId"
          label={t.form.partnerId}
          hint={t.form.partnerHint}
          required
          errors={errors}
          source="/suggestions/partenaires"
          defaultId={one('partnerId')}
          defaultText={one('partnerIdText')}
        />
        <ChoiceField
          name="type"
          label={t.form.type}
          required
          errors={errors}
          chosen={[one('type')]}
          options={PARTNERSHIP_TYPES.map((value) => ({
            value,
            label: t.types[value],
            hint: t.typeHints[value],
          }))}
        />
        <ChoiceField
          name="commitment"
          label={t.form.commitment}
          required
          errors={errors}
          chosen={[one('commitment')]}
          options={commitments}
        />
        <ChoiceField
          name="furtherCommitments"
          label={t.form.furtherCommitments}
          several
          errors={errors}
          chosen={many('furtherCommitments')}
          options={commitments}
        />
        <SelectField
          {...field('departmentCode')}
          label={t.form.departmentCode}
          required
          options={departments.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        />
        {needs.length > 0 ? (
          <ChoiceField
            name="needIds"
            label={t.form.needIds}
            several
            errors={errors}
            chosen={many('needIds')}
            options={needs.map((need) => ({
              value: need.id,
              label: need.title,
              hint: need.territoryName,
            }))}
          />
        ) : (
          <p className="hint">{t.form.noNeed}</p>
        )}
        <TextField {...field('summary')} label={t.form.summary} rows={4} />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField {...field('startsOn')} label={t.form.startsOn} type="date" />
          <TextField {...field('endsOn')} label={t.form.endsOn} type="date" />
        </div>
        <TextField
          {...field('territories')}
          label={t.form.territories}
          hint={t.form.territoriesHint}
          rows={3}
        />
        <SuggestField
          name="placeIds"
          label={t.form.placeIds}
          errors={errors}
          source="/suggestions/lieux"
          defaultId={one('placeIds')}
          defaultText={one('placeIdsText')}
        />
        <TextField
          {...field('objectives')}
          label={t.form.objectives}
          hint={t.form.objectivesHint}
          rows={3}
        />
        <div>
          <button type="submit" className="btn">
            {submit}
          </button>
        </div>
      </Form>
    </>
  );
}
