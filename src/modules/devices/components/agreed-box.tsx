import type { FieldError } from '../../../platform/http/forms.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { errorOf } from '../../../ui/form.tsx';

/** One box that has to be ticked, with its error. */
export function AgreedBox({
  name,
  label,
  checked,
  errors,
}: {
  name: string;
  label: string;
  checked: boolean;
  errors: readonly FieldError[] | undefined;
}) {
  const error = errorOf(errors, name);
  return (
    <div className={error ? 'field field-error' : 'field'}>
      <label className="choice font-semibold">
        <input
          id={`field-${name}`}
          type="checkbox"
          name={name}
          value="yes"
          defaultChecked={checked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${name}-error` : undefined}
        />
        <span>{label}</span>
      </label>
      {error ? (
        <p id={`${name}-error`} className="error-text">
          <ErrorText code={error.code} />
        </p>
      ) : null}
    </div>
  );
}
