import type { ReactNode } from 'react';
import { Form } from 'react-router';
import {
  CHOICES,
  choiceName,
  type FormValues,
  fieldText,
  meetingIn,
} from '../platform/http/conflict.ts';
import type { FieldError } from '../platform/http/forms.ts';
import { en } from './conflict/messages.en.ts';
import { fr } from './conflict/messages.fr.ts';
import { ChoiceField, ErrorSummary } from './form.tsx';
import { Notice } from './layout.tsx';
import { useText } from './locale.tsx';

/** The words for one value of a field, where the value itself is a code. */
export type Sayings = Readonly<Record<string, (value: string) => string>>;

/** Names values by the options of a list. */
export const byOptions =
  (options: readonly { readonly value: string; readonly label: string }[]) =>
  (value: string): string =>
    options.find((option) => option.value === value)?.label ?? value;

/** The names of the fields, and those of the questions that a meeting of two edits asks. */
export function useMeetingLabels(
  labels: Readonly<Record<string, string>>,
  values: FormValues | undefined,
): Readonly<Record<string, string>> {
  const t = useText({ fr, en });
  const asked = meetingIn(values ?? {}).both.map((field) => [
    choiceName(field),
    t.choose(labels[field] ?? field),
  ]);
  return { ...labels, ...Object.fromEntries(asked) };
}

/**
 * A form that writes a record. Its problems stand at its top; it carries what it began from, so
 * that when somebody else saved meanwhile, the second sees what changed, field by field, and
 * chooses. A new record has no version and is a form like any other.
 */
export function EditForm({
  version,
  values,
  errors,
  labels,
  say = {},
  summary = true,
  className = 'card grid max-w-3xl gap-5',
  children,
}: {
  readonly version: number | undefined;
  readonly values: FormValues;
  readonly errors: readonly FieldError[] | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly say?: Sayings;
  /** False where the page has several forms and one list of problems above them. */
  readonly summary?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { both } = meetingIn(values);
  const named = useMeetingLabels(labels, values);
  const stamp = values.version ?? String(version ?? '');
  return (
    <>
      {summary ? <ErrorSummary errors={errors} labels={named} /> : null}
      {/* Another state of the record is another form: its fields begin anew. */}
      <Form key={`${stamp} ${both.join(' ')}`} method="post" className={className} noValidate>
        {version === undefined ? null : (
          <>
            <input type="hidden" name="version" value={stamp} />
            <input type="hidden" name="seen" value={values.seen ?? JSON.stringify(values)} />
            <Meanwhile values={values} errors={errors} labels={labels} say={say} />
          </>
        )}
        {children}
      </Form>
    </>
  );
}

/** What somebody else saved meanwhile, and for each field that both wrote, whose words stay. */
function Meanwhile({
  values,
  errors,
  labels,
  say,
}: {
  values: FormValues;
  errors: readonly FieldError[] | undefined;
  labels: Readonly<Record<string, string>>;
  say: Sayings;
}) {
  const t = useText({ fr, en });
  const { seen, taken, both } = meetingIn(values);
  if (values.taken === undefined && values.both === undefined) return null;
  const theirs = (field: string) => fieldText(seen, field, say[field]) || t.empty;
  const label = (field: string) => labels[field] ?? field;
  return (
    <Notice tone="warning" title={t.title}>
      <input type="hidden" name="taken" value={taken.join(' ')} />
      <input type="hidden" name="both" value={both.join(' ')} />
      {taken.length > 0 ? (
        <>
          <p>{t.taken}</p>
          <ul className="mb-3 list-disc pl-5">
            {taken.map((field) => (
              <li key={field} className="whitespace-pre-line">
                <strong>{label(field)} :</strong> {theirs(field)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {both.length > 0 ? <p className="mb-3">{t.both}</p> : <p>{t.ready}</p>}
      {both.map((field) => (
        <ChoiceField
          key={field}
          name={choiceName(field)}
          label={t.choose(label(field))}
          required
          errors={errors}
          chosen={[String(values[choiceName(field)] ?? '')]}
          options={CHOICES.map((value) => ({
            value,
            label: t[value],
            hint: value === 'theirs' ? theirs(field) : fieldText(values, field, say[field]),
          }))}
        />
      ))}
    </Notice>
  );
}
