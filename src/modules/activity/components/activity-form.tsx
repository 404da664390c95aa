import { useState } from 'react';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { byOptions, EditForm } from '../../../ui/conflict.tsx';
import { ChoiceField, Field, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { useCommitmentOptions } from '../../alliance/components/public.tsx';
import { digitalEn, digitalFr, THEMES } from '../../alliance/public.ts';
import { ACTIVITY_KINDS } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { RecordablePartnership } from '../recordable/queries.ts';

export interface ActivityFormState {
  readonly errors: readonly FieldError[];
  readonly values: FormValues;
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
  const text = (name: string): string => String(values[name] ?? '');
  const field = (name: string) => ({ name, errors, defaultValue: text(name) });
  const commitments = useCommitmentOptions();
  const kinds = ACTIVITY_KINDS.map((value) => ({ value, label: t.kinds[value] }));
  const places = partnerships.flatMap((partnership) => partnership.places);
  const words = useText({ fr: digitalFr, en: digitalEn });
  const themes = THEMES.map((value) => ({ value, label: words.themes[value] }));
  const chosenThemes = [values['themes[]'] ?? []].flat();
  return (
    <EditForm
      key={text('id')}
      className="group/form card grid max-w-3xl gap-5"
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
        themes: byOptions(themes),
        withdraw: () => t.form.withdraw,
      }}
    >
      <input type="hidden" name="id" value={text('id')} />
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
        chosen={[text('kind')]}
        options={kinds}
      />
      {/* Themes are those of digital inclusion: gone, in browsers that can, for the others. */}
      <details
        className="group-has-[[name=commitment]:checked:not([value=digital-inclusion])]/form:hidden"
        open={chosenThemes.length > 0 || errors.some((error) => error.field === 'themes')}
      >
        <summary className="font-semibold">{t.form.themesOpen}</summary>
        <div className="mt-2">
          <ChoiceField
            name="themes"
            label={t.form.themes}
            hint={t.form.themesHint}
            several
            errors={errors}
            chosen={chosenThemes}
            options={themes}
          />
        </div>
      </details>
      <TextField {...field('comment')} label={t.form.comment} hint={t.form.commentHint} rows={2} />
      {correction ? (
        <>
          <TextField {...field('reason')} label={t.form.reason} rows={2} required />
          <label className="choice">
            <input
              type="checkbox"
              name="withdraw"
              value="yes"
              defaultChecked={text('withdraw') === 'yes'}
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
  const text = (name: string): string => String(values[name] ?? '');
  const commitments = useCommitmentOptions();
  const [chosen, setChosen] = useState(text('partnershipId') || partnerships[0]?.id || '');
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
              defaultValue={
                values.placeId === undefined && !text('communeCode')
                  ? (places[0]?.id ?? '')
                  : text('placeId')
              }
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
          defaultId={text('communeCode')}
          defaultText={text('communeCodeText')}
        />
      </div>
      <ChoiceField
        key={`commitment ${chosen}`}
        name="commitment"
        label={t.form.commitment}
        required
        errors={errors}
        chosen={[text('commitment') || partnership?.commitment || '']}
        options={commitments}
      />
    </>
  );
}
