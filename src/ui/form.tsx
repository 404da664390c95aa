import { type ReactNode, Suspense, useEffect, useId, useRef } from 'react';
import type { FieldError } from '../platform/http/forms.ts';
import { ErrorText, useErrorText } from './error-text.tsx';
import { JumpLink } from './jump.tsx';
import { useText } from './locale.tsx';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

/** Finds a field's error: its own or one of a part of it (`objectives.0.label`). */
export function errorOf(
  errors: readonly FieldError[] | undefined,
  field: string,
): FieldError | undefined {
  return errors?.find((error) => error.field === field || error.field.startsWith(`${field}.`));
}

/**
 * All problems of a form at its top, each a link to its field. Takes the focus when it appears.
 * `labels` names the fields as the page does.
 */
export function ErrorSummary({
  errors,
  labels,
}: {
  errors: readonly FieldError[] | undefined;
  labels: Readonly<Record<string, string>>;
}) {
  if (!errors || errors.length === 0) return null;
  return (
    <Suspense>
      <Summary errors={errors} labels={labels} />
    </Suspense>
  );
}

function Summary({
  errors,
  labels,
}: {
  errors: readonly FieldError[];
  labels: Readonly<Record<string, string>>;
}) {
  const t = useText({ fr, en });
  const say = useErrorText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  return (
    <div ref={box} tabIndex={-1} role="alert" className="notice notice-error mb-6">
      <h2 className="text-lg">{t.problemsTitle(errors.length)}</h2>
      <p className="mb-2">{t.problemsHint}</p>
      <ul className="list-disc pl-5">
        {errors.map((error) => {
          const field = error.field.split('.')[0] ?? error.field;
          return (
            <li key={`${error.field}${error.code}`}>
              {labels[field] ? <JumpLink to={`field-${field}`}>{labels[field]}</JumpLink> : null}
              {labels[field] ? ' : ' : ''}
              {say(error.code)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface FieldFrame {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly errors?: readonly FieldError[] | undefined;
  readonly required?: boolean;
}

interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
}

/** A labelled control with its hint and its error, tied together for screen readers. */
export function Field({
  name,
  label,
  hint,
  errors,
  required,
  children,
}: FieldFrame & { children: (control: ControlProps) => ReactNode }) {
  const t = useText({ fr, en });
  const own = useId();
  const error = errorOf(errors, name);
  const described = [hint ? `${own}-hint` : '', error ? `${own}-error` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <div className={error ? 'field field-error' : 'field'}>
      <label htmlFor={`field-${name}`}>
        {label} {required ? null : <span className="hint font-normal">({t.optional})</span>}
      </label>
      {hint ? (
        <p id={`${own}-hint`} className="hint">
          {hint}
        </p>
      ) : null}
      {children({
        id: `field-${name}`,
        name,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required ? true : undefined,
      })}
      {error ? (
        <p id={`${own}-error`} className="error-text">
          <ErrorText code={error.code} />
        </p>
      ) : null}
    </div>
  );
}

interface TextProps extends FieldFrame {
  readonly defaultValue?: string;
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'date' | 'number' | 'search';
  readonly rows?: number;
  readonly autoComplete?: string;
  readonly inputMode?: 'numeric' | 'text';
  readonly list?: string;
  readonly min?: number | string;
  readonly max?: number | string;
}

/** One line of text, or several when `rows` is given. */
export function TextField({
  rows,
  defaultValue,
  type = 'text',
  autoComplete,
  inputMode,
  list,
  min,
  max,
  ...frame
}: TextProps) {
  return (
    <Field {...frame}>
      {(control) =>
        rows ? (
          <textarea {...control} className="input" rows={rows} defaultValue={defaultValue} />
        ) : (
          <input
            {...control}
            className="input"
            type={type}
            defaultValue={defaultValue}
            autoComplete={autoComplete ?? 'off'}
            inputMode={inputMode}
            list={list}
            min={min}
            max={max}
          />
        )
      }
    </Field>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A choice among a few, in a native list. */
export function SelectField({
  options,
  defaultValue,
  placeholder,
  ...frame
}: FieldFrame & {
  readonly options: readonly Option[];
  readonly defaultValue?: string;
  readonly placeholder?: string;
}) {
  const t = useText({ fr, en });
  return (
    <Field {...frame}>
      {(control) => (
        <select {...control} className="input" defaultValue={defaultValue ?? ''}>
          <option value="">{placeholder ?? t.choose}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Radio buttons or check boxes under one legend. Several choices are sent as `name[]`. */
export function ChoiceField({
  name,
  label,
  hint,
  errors,
  required,
  options,
  chosen = [],
  several = false,
}: FieldFrame & {
  readonly options: readonly (Option & { readonly hint?: string; readonly icon?: ReactNode })[];
  readonly chosen?: readonly string[];
  readonly several?: boolean;
}) {
  const t = useText({ fr, en });
  const own = useId();
  const error = errorOf(errors, name);
  return (
    <fieldset
      id={`field-${name}`}
      tabIndex={-1}
      className={error ? 'field field-error' : 'field'}
      aria-describedby={error ? `${own}-error` : undefined}
    >
      <legend>
        {label} {required ? null : <span className="hint font-normal">({t.optional})</span>}
      </legend>
      {hint ? <p className="hint">{hint}</p> : null}
      <div className="grid gap-x-6 sm:grid-cols-2">
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input
              type={several ? 'checkbox' : 'radio'}
              name={several ? `${name}[]` : name}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
            />
            <span>
              {option.icon} {option.label}
              {option.hint ? <span className="hint block">{option.hint}</span> : null}
            </span>
          </label>
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
