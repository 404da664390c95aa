import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { byOptions, EditForm } from '../../../ui/conflict.tsx';
import { ErrorText } from '../../../ui/error-text.tsx';
import { ChoiceField, errorOf, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import {
  codesOf,
  type MediationList,
  mediationListsEn,
  mediationListsFr,
} from '../../alliance/public.ts';
import { WEEKDAYS } from '../domain.ts';
import { en } from '../mediation/messages.en.ts';
import { fr } from '../mediation/messages.fr.ts';
import { en as placesEn } from '../messages.en.ts';
import { fr as placesFr } from '../messages.fr.ts';

export interface SheetFormState {
  readonly errors: readonly FieldError[];
  readonly values: FormValues;
}

/** The order in which somebody at the counter would tell it. */
const LISTS: readonly MediationList[] = [
  'services',
  'accompaniments',
  'accessWays',
  'fees',
  'publics',
  'specialCare',
  'programmes',
  'labels',
  'itinerance',
];

/** The form that writes the mediation sheet of a place. */
export function SheetForm({
  state: { errors, values },
  version,
}: {
  state: SheetFormState;
  version: number;
}) {
  const t = useText({ fr, en });
  const words = useText({ fr: mediationListsFr, en: mediationListsEn });
  const options = (list: MediationList) =>
    codesOf(list).map((value) => ({
      value,
      label: (words[list] as Readonly<Record<string, string>>)[value] ?? value,
    }));
  const field = (name: keyof typeof t) => ({
    name,
    label: t[name] as string,
    errors,
    defaultValue: String(values[name] ?? ''),
  });
  return (
    <EditForm
      version={version}
      values={values}
      errors={errors}
      labels={t as unknown as Record<string, string>}
      say={Object.fromEntries(LISTS.map((list) => [list, byOptions(options(list))]))}
    >
      {LISTS.map((list) => (
        <ChoiceField
          key={list}
          name={list}
          label={t[list]}
          several
          required={list === 'services'}
          errors={errors}
          options={options(list)}
          chosen={[values[`${list}[]`] ?? []].flat()}
        />
      ))}
      <Hours errors={errors} values={values} />
      <TextField {...field('openingHours')} hint={t.openingHoursHint} />
      <TextField {...field('summary')} hint={t.summaryHint} rows={2} />
      <TextField {...field('detail')} rows={5} />
      <TextField {...field('emails')} hint={t.emailsHint} rows={2} />
      <TextField {...field('bookingUrl')} type="url" />
      <TextField {...field('accessibilityUrl')} type="url" />
      <TextField {...field('pivot')} />
      <TextField {...field('parentStructure')} />
      <TextField {...field('typology')} hint={t.typologyHint} />
      <TextField {...field('otherLabels')} hint={t.otherLabelsHint} rows={2} />
      <div>
        <button type="submit" className="btn">
          {t.save}
        </button>
      </div>
    </EditForm>
  );
}

function Hours({ errors, values }: SheetFormState) {
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
