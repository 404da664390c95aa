import { useState } from 'react';
import type { FieldError } from '../../../platform/http/forms.ts';
import { byOptions, EditForm } from '../../../ui/conflict.tsx';
import { ChoiceField, Field, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { useCommitmentOptions } from '../../alliance/components/public.tsx';
import { ACTIVITY_KINDS } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { RecordablePartnership } from '../queries.ts';

export interface ActivityFormState {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The one screen that records or corrects an activity. Everything that habit can fill is filled;
 * choosing a partnership offers its places and its commitment.
 */
export function ActivityForm({
  state,
  partnerships,
  today,
  correction,
}: {
  state: ActivityFormState;
  partnerships: readonly RecordablePartnership[];
  today: string;
  correction?: { readonly version: number };
}) {
  const t = useText({ fr, en });
  const { errors, values } = state;
  const field = (name: string) => ({ name, errors, defaultValue: values[name] ?? '' });
  const commitments = useCommitmentOptions();
  const kinds = ACTIVITY_KINDS.map((value) => ({ value, label: t.kinds[value] }));
  const places = partnerships.flatMap((partnership) => partnership.places);
  return (
    <EditForm
      key={values.id}
      version={correction?.version}
      values={values}
      errors={errors}
      labels={t.form as unknown as Record<string, string>}
      say={{
        partnershipId: byOptions(
          partnerships.map(({ id, title }) => ({ value: id, label: title })),
        ),
        placeId: byOptions(places.map(({ id, name }) => ({ value: id, label: name }))),
        commitment: byOptions(commitments),
        kind: byOptions(kinds),
        withdraw: () => t.form.withdraw,
      }}
    >
      <input type="hidden" name="id" value={values.id ?? ''} />
      <Choices state={state} partnerships={partnerships} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          {...field('happenedOn')}
          label={t.form.happenedOn}
          type="date"
          max={today}
          required
        />
        <TextField
          {...field('minutes')}
          label={t.form.minutes}
          type="number"
          min={0}
          inputMode="numeric"
        />
        <TextField
          {...field('participations')}
          label={t.form.participations}
          hint={t.form.participationsHint}
          type="number"
          min={0}
          inputMode="numeric"
          required
        />
        <TextField
          {...field('personsDeclared')}
          label={t.form.personsDeclared}
          hint={t.form.personsHint}
          type="number"
          min={0}
          inputMode="numeric"
        />
        <TextField
          {...field('firstTimers')}
          label={t.form.firstTimers}
          hint={t.form.personsHint}
          type="number"
          min={0}
          inputMode="numeric"
        />
      </div>
      <ChoiceField
        name="kind"
        label={t.form.kind}
        required
        errors={errors}
        chosen={[values.kind ?? '']}
        options={kinds}
      />
      <TextField {...field('comment')} label={t.form.comment} hint={t.form.commentHint} rows={2} />
      {correction ? (
        <>
          <TextField {...field('reason')} label={t.form.reason} rows={2} required />
          <label className="choice">
            <input
              type="checkbox"
              name="withdraw"
              value="yes"
              defaultChecked={values.withdraw === 'yes'}
            />
            <span>{t.form.withdraw}</span>
          </label>
        </>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <button type="submit" className="btn">
          {correction ? t.form.correct : t.form.save}
        </button>
        {correction ? null : (
          <button type="submit" name="another" value="yes" className="btn btn-quiet">
            {t.form.saveAnother}
          </button>
        )}
      </div>
    </EditForm>
  );
}

function Choices({
  state: { errors, values },
  partnerships,
}: {
  state: ActivityFormState;
  partnerships: readonly RecordablePartnership[];
}) {
  const t = useText({ fr, en });
  const commitments = useCommitmentOptions();
  const [chosen, setChosen] = useState(values.partnershipId || partnerships[0]?.id || '');
  const partnership = partnerships.find((candidate) => candidate.id === chosen);
  const places = partnership
    ? partnership.places
    : partnerships.flatMap((candidate) => candidate.places);
  return (
    <>
      <Field name="partnershipId" label={t.form.partnershipId} required errors={errors}>
        {(control) => (
          <select
            {...control}
            className="input"
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          >
            {partnerships.map((option) => (
              <option key={option.id} value={option.id}>
                {option.title} — {option.partnerName}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="placeId" label={t.form.placeId} hint={t.form.placeHint} errors={errors}>
          {(control) => (
            <select
              {...control}
              key={chosen}
              className="input"
              defaultValue={values.placeId ?? (values.communeCode ? '' : (places[0]?.id ?? ''))}
            >
              <option value="">{t.form.noPlace}</option>
              {places.map((place) => (
                <option key={place.id} value={place.id}>
                  {place.name}, {place.communeName}
                </option>
              ))}
            </select>
          )}
        </Field>
        <SuggestField
          name="communeCode"
          label={t.form.communeCode}
          hint={t.form.communeHint}
          errors={errors}
          source="/suggestions/communes"
          defaultId={values.communeCode ?? ''}
          defaultText={values.communeCodeText ?? ''}
        />
      </div>
      <ChoiceField
        key={`commitment ${chosen}`}
        name="commitment"
        label={t.form.commitment}
        required
        errors={errors}
        chosen={[values.commitment || partnership?.commitment || '']}
        options={commitments}
      />
    </>
  );
}
