import { useId } from 'react';
import type { FieldError } from '../platform/http/forms.ts';
import { ErrorText } from './error-text.tsx';
import { errorOf } from './form.tsx';

/** Counts by code under one legend; what is left empty was not counted. */
export function CountsField({
  name,
  label,
  codes,
  errors,
  values,
}: {
  name: string;
  label: string;
  codes: readonly (readonly [code: string, label: string])[];
  errors: readonly FieldError[] | undefined;
  values: Readonly<Record<string, string | readonly string[]>>;
}) {
  const own = useId();
  const error = errorOf(errors, name);
  return (
    <fieldset
      id={`field-${name}`}
      tabIndex={-1}
      className={error ? 'field field-error' : 'field'}
      aria-describedby={error ? `${own}-error` : undefined}
    >
      <legend className="mb-2">{label}</legend>
      <div className="grid grid-cols-2 items-end gap-x-5 gap-y-3 sm:grid-cols-3">
        {codes.map(([code, text]) => (
          <div key={code}>
            <label htmlFor={`${own}-${code}`}>{text}</label>
            <input
              id={`${own}-${code}`}
              name={`${name}.${code}`}
              className="input"
              type="number"
              min={0}
              inputMode="numeric"
              autoComplete="off"
              defaultValue={String(values[`${name}.${code}`] ?? '')}
            />
          </div>
        ))}
      </div>
      {error ? (
        <p id={`${own}-error`} className="error-text">
          <ErrorText code={error.code} />
        </p>
      ) : null}
    </fieldset>
  );
}
