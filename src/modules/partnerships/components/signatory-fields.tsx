import type { FieldError } from '../../../platform/http/forms.ts';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SIDES } from '../convention/domain.ts';
import { en } from '../convention/messages.en.ts';
import { fr } from '../convention/messages.fr.ts';
import { NEW_ROW, rowsOf } from './clause-fields.tsx';

/** The signatories of a convention as rows of a form, and an empty one to add. */
export function SignatoryFields({
  values,
  errors,
}: {
  values: Readonly<Record<string, string | readonly string[]>>;
  errors: readonly FieldError[] | undefined;
}) {
  const t = useText({ fr, en });
  const one = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  return (
    <div className="grid gap-5">
      {[...rowsOf(values, 'signatory'), NEW_ROW].map((key, row) => {
        const fresh = key === NEW_ROW;
        const name = (part: string): string => `signatory-${key}-${part}`;
        const field = (part: 'name' | 'function' | 'email') => ({
          name: name(part),
          label: t.signatoryField[part],
          required: !fresh,
          errors,
          defaultValue: one(name(part)),
        });
        return (
          <fieldset key={key} className="card">
            <legend className="font-bold">{fresh ? t.newSignatory : t.signatory(row + 1)}</legend>
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField {...field('name')} />
              <TextField {...field('function')} />
              <TextField {...field('email')} type="email" />
              <SelectField
                name={name('side')}
                label={t.signatoryField.side}
                required={!fresh}
                errors={errors}
                defaultValue={one(name('side'))}
                options={SIDES.map((value) => ({ value, label: t.sides[value] }))}
              />
            </div>
            {fresh ? null : (
              <label className="choice mt-2">
                <input
                  type="checkbox"
                  name={name('remove')}
                  value="1"
                  defaultChecked={one(name('remove')) === '1'}
                />
                <span>{t.removeSignatory(one(name('name')))}</span>
              </label>
            )}
          </fieldset>
        );
      })}
    </div>
  );
}
