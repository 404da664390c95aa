import type { FieldError } from '../../../platform/http/forms.ts';
import { byOptions, EditForm } from '../../../ui/conflict.tsx';
import { ChoiceField, SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { VISIBILITIES, type Visibility } from '../co-design/domain.ts';
import { en } from '../co-design/messages.en.ts';
import { fr } from '../co-design/messages.fr.ts';

export interface ProposalFormState {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
}

/** The one form that writes a proposal: new or changed. */
export function ProposalForm({
  state: { errors, values },
  partners,
  visibilities = VISIBILITIES,
  version,
}: {
  state: ProposalFormState;
  /** The partners in whose name the writer may propose; none when that is settled. */
  partners: readonly { readonly id: string; readonly name: string }[];
  visibilities?: readonly Visibility[];
  version?: number;
}) {
  const t = useText({ fr, en });
  const field = (name: string) => ({ name, errors, defaultValue: values[name] ?? '' });
  const visible = visibilities.map((value) => ({ value, label: t.visibilities[value] }));
  return (
    <EditForm
      version={version}
      values={values}
      errors={errors}
      labels={{
        title: t.proposalTitle,
        body: t.body,
        means: t.means,
        visibility: t.visibility,
        partnerId: t.partnerId,
      }}
      say={{ visibility: byOptions(visible) }}
    >
      <input type="hidden" name="id" value={values.id ?? ''} />
      {partners.length > 1 ? (
        <SelectField
          {...field('partnerId')}
          label={t.partnerId}
          required
          options={partners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : partners[0] ? (
        <input type="hidden" name="partnerId" value={partners[0].id} />
      ) : null}
      <TextField {...field('title')} label={t.proposalTitle} hint={t.proposalTitleHint} required />
      <TextField {...field('body')} label={t.body} hint={t.bodyHint} rows={6} required />
      <TextField {...field('means')} label={t.means} hint={t.meansHint} rows={3} />
      <ChoiceField
        name="visibility"
        label={t.visibility}
        required
        errors={errors}
        chosen={[values.visibility ?? '']}
        options={visible}
      />
      <div>
        <button type="submit" className="btn">
          {t.save}
        </button>
      </div>
    </EditForm>
  );
}
