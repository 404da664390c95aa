import type { FieldError } from '../../../platform/http/forms.ts';
import { byOptions, EditForm } from '../../../ui/conflict.tsx';
import { ChoiceField, type Option, SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { useCommitmentOptions } from '../../alliance/components/public.tsx';
import { OWNER_KINDS } from '../actions/domain.ts';
import { en } from '../actions/messages.en.ts';
import { fr } from '../actions/messages.fr.ts';
import { MilestoneFields } from './milestone-fields.tsx';

export interface ActionFormState {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
}

export interface ActionChoices {
  /** The territory that the action is for; null when it is still to be chosen. */
  readonly territory: string | null;
  readonly departments: readonly Option[];
  readonly people: readonly Option[];
  readonly indicators: readonly Option[];
}

/** The one form that writes an action of the plan: new or changed. */
export function ActionForm({
  state: { errors, values },
  choices,
  version,
}: {
  state: ActionFormState;
  choices: ActionChoices;
  version?: number;
}) {
  const t = useText({ fr, en });
  const commitments = useCommitmentOptions();
  const one = (name: string): string => values[name] ?? '';
  const field = (name: string) => ({ name, errors, defaultValue: one(name) });
  const owners = OWNER_KINDS.map((value) => ({ value, label: t.ownerKinds[value] }));
  return (
    <EditForm
      version={version}
      values={values}
      errors={errors}
      labels={{
        ...(t as unknown as Record<string, string>),
        territoryCode: t.territory,
        milestone: t.milestones,
      }}
      say={{
        territoryCode: byOptions(choices.departments),
        commitment: byOptions(commitments),
        ownerKind: byOptions(owners),
        ownerAccountId: byOptions(choices.people),
        indicatorCode: byOptions(choices.indicators),
      }}
    >
      {['id', 'needId', 'proposalId', 'partnershipId', 'territoryKind'].map((name) => (
        <input key={name} type="hidden" name={name} value={one(name)} />
      ))}
      <TextField {...field('title')} label={t.title} hint={t.titleHint} required />
      {choices.territory ? (
        <p>
          <strong>{t.territory} :</strong> {choices.territory}
          <input type="hidden" name="territoryCode" value={one('territoryCode')} />
        </p>
      ) : (
        <SelectField
          {...field('territoryCode')}
          label={t.territory}
          required
          options={choices.departments}
        />
      )}
      <ChoiceField
        name="commitment"
        label={t.commitment}
        required
        errors={errors}
        chosen={[one('commitment')]}
        options={commitments}
      />
      <TextField {...field('description')} label={t.description} rows={3} />
      <ChoiceField
        name="ownerKind"
        label={t.ownerKind}
        required
        errors={errors}
        chosen={[one('ownerKind') || 'operator']}
        options={owners}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <SuggestField
          name="ownerPartnerId"
          label={t.ownerPartnerId}
          errors={errors}
          source="/suggestions/partenaires"
          defaultId={one('ownerPartnerId')}
          defaultText={one('ownerPartnerIdText')}
        />
        <SelectField
          {...field('ownerAccountId')}
          label={t.ownerAccountId}
          hint={t.ownerPersonHint}
          options={choices.people}
        />
      </div>
      <SuggestField
        name="placeId"
        label={t.placeId}
        errors={errors}
        source="/suggestions/lieux"
        defaultId={one('placeId')}
        defaultText={one('placeIdText')}
      />
      <TextField {...field('result')} label={t.result} hint={t.resultHint} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField {...field('target')} label={t.target} inputMode="numeric" />
        <TextField {...field('unit')} label={t.unit} />
      </div>
      {choices.indicators.length > 0 ? (
        <SelectField
          {...field('indicatorCode')}
          label={t.indicatorCode}
          placeholder={t.noIndicator}
          options={choices.indicators}
        />
      ) : null}
      <MilestoneFields values={values} errors={errors} />
      <div>
        <button type="submit" className="btn">
          {t.save}
        </button>
      </div>
    </EditForm>
  );
}
