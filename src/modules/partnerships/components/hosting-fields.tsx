import type { FieldError } from '../../../platform/http/forms.ts';
import { EditForm } from '../../../ui/conflict.tsx';
import { ErrorText } from '../../../ui/error-text.tsx';
import { errorOf, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { placesEn, placesFr, WEEKDAYS } from '../../places/public.ts';
import { en } from '../hosting/messages.en.ts';
import { fr } from '../hosting/messages.fr.ts';

export interface HostingFormState {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
}

/** The one form that writes a hosted business; with its first hours when it is new. */
export function HostingForm({
  state: { errors, values },
  version,
}: {
  state: HostingFormState;
  version?: number;
}) {
  const t = useText({ fr, en });
  const field = (name: string) => ({ name, errors, defaultValue: values[name] ?? '' });
  return (
    <EditForm
      version={version}
      values={values}
      errors={errors}
      labels={t as unknown as Record<string, string>}
    >
      <input type="hidden" name="id" value={values.id ?? ''} />
      <TextField {...field('name')} label={t.name} hint={t.nameHint} required />
      <SuggestField
        name="placeId"
        label={t.placeId}
        required
        errors={errors}
        source="/suggestions/lieux"
        defaultId={values.placeId ?? ''}
        defaultText={values.placeIdText ?? ''}
      />
      <TextField {...field('surface')} label={t.surface} inputMode="numeric" />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          {...field('servicesBefore')}
          label={t.servicesBefore}
          hint={t.servicesHint}
          rows={4}
        />
        <TextField
          {...field('servicesAfter')}
          label={t.servicesAfter}
          hint={t.servicesHint}
          rows={4}
          required
        />
      </div>
      <fieldset className="grid gap-5 sm:grid-cols-2">
        <legend className="font-bold">{t.terms}</legend>
        <p className="hint sm:col-span-2">{t.termsHint}</p>
        <TextField {...field('agreementStartsOn')} label={t.agreementStartsOn} type="date" />
        <TextField {...field('agreementEndsOn')} label={t.agreementEndsOn} type="date" />
      </fieldset>
      {version === undefined ? <HoursFields values={values} errors={errors} /> : null}
      <div>
        <button type="submit" className="btn">
          {t.save}
        </button>
      </div>
    </EditForm>
  );
}

/** The hours of a week, before and now, a line a day, and the day since when. */
export function HoursFields({ values, errors }: HostingFormState) {
  const t = useText({ fr, en });
  const days = useText({ fr: placesFr, en: placesEn }).days;
  const error = errorOf(errors, 'hours');
  return (
    <>
      <fieldset
        id="field-hours"
        tabIndex={-1}
        className={error ? 'field field-error' : 'field'}
        aria-describedby={error ? 'hours-error' : undefined}
      >
        <legend>{t.hoursLegend}</legend>
        <p className="hint">{t.hoursHint}</p>
        {WEEKDAYS.map((day) => (
          <div key={day} className="mt-2 grid items-end gap-2 sm:grid-cols-[7rem_1fr_1fr]">
            <span className="font-semibold">{days[day]}</span>
            {(['before', 'after'] as const).map((when) => {
              const name = `${when}.${day}`;
              const wrong = errors.find(({ field }) => field === `hours.${name}`);
              return (
                <label key={when} className="grid text-[0.94rem]">
                  <span>
                    <span className="sr-only">{days[day]}, </span>
                    {t[when]}
                  </span>
                  <input
                    className="input"
                    name={name}
                    defaultValue={values[name] ?? ''}
                    aria-invalid={wrong ? true : undefined}
                    autoComplete="off"
                  />
                </label>
              );
            })}
          </div>
        ))}
        {error ? (
          <p id="hours-error" className="error-text">
            <ErrorText code={error.code} />
          </p>
        ) : null}
      </fieldset>
      <TextField
        name="validFrom"
        label={t.validFrom}
        hint={t.validFromHint}
        type="date"
        required
        errors={errors}
        defaultValue={values.validFrom ?? ''}
      />
    </>
  );
}
