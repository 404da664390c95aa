import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { Field, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** A day, a beginning and an end. */
export function TimeFields({
  errors,
  values,
  today,
  label,
}: {
  errors: readonly FieldError[] | undefined;
  values: FormValues;
  today: string;
  label: string;
}) {
  const t = useText({ fr, en });
  const text = (name: string): string => String(values[name] ?? '');
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <TextField
        name="on"
        label={label}
        type="date"
        min={today}
        required
        errors={errors}
        defaultValue={text('on')}
      />
      {(['from', 'to'] as const).map((name) => (
        <Field key={name} name={name} label={t[name]} required errors={errors}>
          {(control) => (
            <input
              {...control}
              className="input"
              type="time"
              step={300}
              defaultValue={text(name)}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
