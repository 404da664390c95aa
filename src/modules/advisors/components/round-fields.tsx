import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { ChoiceField, Field, SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { placesEn, placesFr, WEEKDAYS } from '../../places/public.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** Where, when and how somebody comes back; `first` = the name of its first day's field. */
export function RoundFields({
  values,
  errors,
  first,
}: {
  values: FormValues;
  errors: readonly FieldError[] | undefined;
  first: 'validFrom' | 'firstDay';
}) {
  const { rounds: t } = useText({ fr, en });
  const p = useText({ fr: placesFr, en: placesEn });
  const text = (name: string): string => String(values[name] ?? '');
  const field = (name: string) => ({ name, errors, defaultValue: text(name) });
  const time = (name: 'from' | 'to') => (
    <Field name={name} label={t[name]} required errors={errors}>
      {(control) => (
        <input {...control} className="input" type="time" step={300} defaultValue={text(name)} />
      )}
    </Field>
  );
  return (
    <>
      <SuggestField
        key={text('placeIdText')}
        name="placeId"
        label={t.place}
        hint={t.placeHint}
        required
        errors={errors}
        source="/suggestions/lieux"
        defaultId={text('placeId')}
        defaultText={text('placeIdText')}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          {...field('weekday')}
          label={t.weekday}
          required
          options={WEEKDAYS.map((value) => ({ value, label: p.days[value] }))}
        />
        <SelectField
          {...field('everyWeeks')}
          label={t.everyWeeks}
          required
          options={[
            { value: '1', label: t.every[1] },
            { value: '2', label: t.every[2] },
          ]}
        />
        {time('from')}
        {time('to')}
        <TextField {...field(first)} label={t[first]} type="date" required />
        <TextField
          {...field('validUntil')}
          label={t.validUntil}
          hint={t.validUntilHint}
          type="date"
        />
      </div>
      <ChoiceField
        name="how"
        label={t.how}
        required
        errors={errors}
        chosen={[text('how')]}
        options={[
          { value: 'appointment', label: t.byAppointment },
          { value: 'walk-in', label: t.walkIn },
        ]}
      />
      <TextField
        {...field('slotMinutes')}
        label={t.slotMinutes}
        hint={t.slotHint}
        type="number"
        min={10}
        inputMode="numeric"
      />
    </>
  );
}
