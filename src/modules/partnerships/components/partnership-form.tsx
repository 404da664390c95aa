import type { FieldError } from '../../../platform/http/forms.ts';
import { byOptions, EditForm } from '../../../ui/conflict.tsx';
import { ChoiceField, SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { useCommitmentOptions } from '../../alliance/components/public.tsx';
import { PARTNERSHIP_TYPES } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export interface PartnershipFormState {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

/** The one form that writes a partnership: new or changed. */
export function PartnershipForm({
  state,
  departments,
  needs,
  version,
}: {
  state: PartnershipFormState;
  departments: readonly { code: string; name: string }[];
  needs: readonly { id: string; title: string; territoryName: string }[];
  version?: number;
}) {
  const t = useText({ fr, en });
  const commitments = useCommitmentOptions();
  const { errors, values } = state;
  const one = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const many = (name: string): readonly string[] => {
    const value = values[`${name}[]`];
    return Array.isArray(value) ? value : [];
  };
  const field = (name: string) => ({ name, errors, defaultValue: one(name) });
  const choices = {
    type: PARTNERSHIP_TYPES.map((value) => ({
      value,
      label: t.types[value],
      hint: t.typeHints[value],
    })),
    departmentCode: departments.map(({ code, name }) => ({
      value: code,
      label: `${code} ${name}`,
    })),
    needIds: needs.map((need) => ({
      value: need.id,
      label: need.title,
      hint: need.territoryName,
    })),
  };
  return (
    <EditForm
      version={version}
      values={values}
      errors={errors}
      labels={t.form as unknown as Record<string, string>}
      say={{
        type: byOptions(choices.type),
        commitment: byOptions(commitments),
        furtherCommitments: byOptions(commitments),
        departmentCode: byOptions(choices.departmentCode),
        needIds: byOptions(choices.needIds),
      }}
    >
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
        options={choices.type}
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
        options={choices.departmentCode}
      />
      {needs.length > 0 ? (
        <ChoiceField
          name="needIds"
          label={t.form.needIds}
          several
          errors={errors}
          chosen={many('needIds')}
          options={choices.needIds}
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
          {version === undefined ? t.form.create : t.form.save}
        </button>
      </div>
    </EditForm>
  );
}
