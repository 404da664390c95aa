import type { FieldError } from '../../../platform/http/forms.ts';
import { byOptions, EditForm } from '../../../ui/conflict.tsx';
import { ChoiceField, SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { useCommitmentOptions } from '../../alliance/components/public.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { NEED_STATUSES } from '../needs/domain.ts';

export interface NeedFormState {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

export interface IndicatorChoice {
  readonly code: string;
  readonly label: string;
  readonly value: string;
  readonly reading: string;
}

/** The one form that writes a need: new or changed. */
export function NeedForm({
  state,
  departments,
  indicators,
  version,
}: {
  state: NeedFormState;
  departments: readonly { code: string; name: string }[];
  indicators: readonly IndicatorChoice[];
  version?: number;
}) {
  const t = useText({ fr, en });
  const commitments = useCommitmentOptions();
  const { errors, values } = state;
  const one = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const chosen = values['indicators[]'];
  const field = (name: string) => ({ name, errors, defaultValue: one(name) });
  const options = {
    departmentCode: departments.map(({ code, name }) => ({
      value: code,
      label: `${code} ${name}`,
    })),
    indicators: indicators.map((indicator) => ({
      value: indicator.code,
      label: `${indicator.label} : ${indicator.value}`,
      hint: indicator.reading,
    })),
    status: NEED_STATUSES.map((value) => ({ value, label: t.needStatuses[value] })),
  };
  return (
    <EditForm
      version={version}
      values={values}
      errors={errors}
      labels={{
        ...(t.need as unknown as Record<string, string>),
        departmentCode: t.need.department,
        territoryCode: t.need.territory,
        epci: t.need.territory,
      }}
      say={{
        departmentCode: byOptions(options.departmentCode),
        commitment: byOptions(commitments),
        indicators: byOptions(options.indicators),
        status: byOptions(options.status),
      }}
    >
      <input type="hidden" name="id" value={one('id')} />
      <input type="hidden" name="epci" value={one('epci')} />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          {...field('departmentCode')}
          label={t.need.department}
          required
          options={options.departmentCode}
        />
        <SuggestField
          name="territoryCode"
          label={t.need.territory}
          hint={t.need.territoryHint}
          errors={errors}
          source="/suggestions/communes"
          defaultId={one('territoryCode')}
          defaultText={one('territoryCodeText')}
        />
      </div>
      <ChoiceField
        name="commitment"
        label={t.need.commitment}
        required
        errors={errors}
        chosen={[one('commitment')]}
        options={commitments}
      />
      <TextField {...field('title')} label={t.need.title} hint={t.need.titleHint} required />
      <TextField {...field('description')} label={t.need.description} rows={4} />
      {indicators.length > 0 ? (
        <ChoiceField
          name="indicators"
          label={t.need.indicators}
          hint={t.need.indicatorsHint}
          several
          errors={errors}
          chosen={Array.isArray(chosen) ? chosen : []}
          options={options.indicators}
        />
      ) : null}
      <TextField
        {...field('evidenceText')}
        label={t.need.evidenceText}
        hint={t.need.evidenceHint}
        rows={2}
      />
      <TextField {...field('evidenceUrl')} label={t.need.evidenceUrl} />
      <SelectField
        name="status"
        label={t.need.status}
        required
        errors={errors}
        defaultValue={one('status') || 'open'}
        options={options.status}
      />
      <div>
        <button type="submit" className="btn">
          {t.need.save}
        </button>
      </div>
    </EditForm>
  );
}
