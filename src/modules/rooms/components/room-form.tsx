import type { FieldError } from '../../../platform/http/forms.ts';
import { byOptions, EditForm } from '../../../ui/conflict.tsx';
import { ErrorText } from '../../../ui/error-text.tsx';
import { ChoiceField, errorOf, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { digitalEn, digitalFr, FACILITIES } from '../../alliance/public.ts';
import { placesEn, placesFr, WEEKDAYS } from '../../places/public.ts';
import { CONFIRMATIONS, EQUIPMENT, OPEN_TO } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export interface RoomFormState {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

/** The one form that writes a room. */
export function RoomForm({
  state: { errors, values },
  version,
}: {
  state: RoomFormState;
  version?: number;
}) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const one = (name: string): string => String(values[name] ?? '');
  const field = (name: string) => ({ name, errors, defaultValue: one(name) });
  const options = {
    equipment: EQUIPMENT.map((value) => ({ value, label: t.equipments[value] })),
    access: FACILITIES.map((value) => ({ value, label: d.facilities[value] })),
    confirmation: CONFIRMATIONS.map((value) => ({ value, label: t.confirmations[value] })),
    openTo: OPEN_TO.map((value) => ({ value, label: t.openTos[value] })),
    status: (['open', 'closed'] as const).map((value) => ({ value, label: t.statuses[value] })),
  };
  const say = Object.fromEntries(
    Object.entries(options).map(([name, list]) => [name, byOptions(list)]),
  );
  const several = (name: 'equipment' | 'access') => ({
    name,
    several: true,
    errors,
    options: options[name],
    chosen: [values[`${name}[]`] ?? []].flat(),
  });
  const choice = (name: 'confirmation' | 'openTo' | 'status') => ({
    name,
    required: true,
    errors,
    options: options[name],
    chosen: [one(name)],
  });
  return (
    <EditForm
      version={version}
      values={values}
      errors={errors}
      labels={t as unknown as Record<string, string>}
      say={say}
    >
      <input type="hidden" name="id" value={one('id')} />
      <TextField {...field('name')} label={t.name} required />
      <SuggestField
        name="placeId"
        label={t.placeId}
        required
        errors={errors}
        source="/suggestions/lieux"
        defaultId={one('placeId')}
        defaultText={one('placeIdText')}
      />
      <TextField {...field('seats')} label={t.seats} inputMode="numeric" required />
      <ChoiceField {...several('equipment')} label={t.equipment} />
      <ChoiceField {...several('access')} label={t.access} />
      <HoursField errors={errors} values={values} />
      <TextField {...field('bufferMinutes')} label={t.bufferMinutes} inputMode="numeric" required />
      <ChoiceField {...choice('confirmation')} label={t.confirmation} />
      <ChoiceField {...choice('openTo')} label={t.openTo} />
      <TextField {...field('note')} label={t.note} hint={t.noteHint} rows={3} />
      {version === undefined ? null : <ChoiceField {...choice('status')} label={t.status} />}
      <div>
        <button type="submit" className="btn">
          {t.save}
        </button>
      </div>
    </EditForm>
  );
}

function HoursField({ errors, values }: RoomFormState) {
  const t = useText({ fr, en });
  const days = useText({ fr: placesFr, en: placesEn }).days;
  const error = errorOf(errors, 'hours');
  return (
    <fieldset
      id="field-hours"
      tabIndex={-1}
      className={error ? 'field field-error' : 'field'}
      aria-describedby={error ? 'hours-error' : undefined}
    >
      <legend>{t.hours}</legend>
      <p className="hint">{t.hoursHint}</p>
      <div className="grid gap-2 sm:grid-cols-2">
        {WEEKDAYS.map((day) => (
          <label key={day} className="grid">
            <span>{days[day]}</span>
            <input
              className="input"
              name={`hours.${day}`}
              defaultValue={String(values[`hours.${day}`] ?? '')}
              aria-invalid={errors.some(({ field }) => field === `hours.${day}`) || undefined}
              autoComplete="off"
            />
          </label>
        ))}
      </div>
      {error ? (
        <p id="hours-error" className="error-text">
          <ErrorText code={error.code} />
        </p>
      ) : null}
    </fieldset>
  );
}
