import type { FieldError } from '../../../platform/http/forms.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { errorOf } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { en } from '../actions/messages.en.ts';
import { fr } from '../actions/messages.fr.ts';

const MOST = 12;
/** Empty lines offered beyond those filled in. */
const SPARE = 3;

/** The steps of an action, a line each: what, and by when. Lines left empty are no step. */
export function MilestoneFields({
  values,
  errors,
}: {
  values: Readonly<Record<string, string>>;
  errors: readonly FieldError[];
}) {
  const t = useText({ fr, en });
  const error = errorOf(errors, 'milestones');
  let filled = 0;
  while (values[`milestone.${filled}.label`] || values[`milestone.${filled}.dueOn`]) filled += 1;
  const lines = Array.from({ length: Math.min(MOST, filled + SPARE) }, (_, line) => line);
  return (
    <fieldset
      id="field-milestones"
      tabIndex={-1}
      className={error ? 'field field-error' : 'field'}
      aria-describedby={error ? 'milestones-error' : undefined}
    >
      <legend>{t.milestones}</legend>
      <p className="hint">{t.milestonesHint}</p>
      {lines.map((line) => (
        <div key={line} className="mt-2 grid gap-2 sm:grid-cols-[1fr_auto]">
          <input
            type="hidden"
            name={`milestone.${line}.id`}
            value={values[`milestone.${line}.id`] ?? ''}
          />
          <input
            className="input"
            name={`milestone.${line}.label`}
            aria-label={t.milestone(line + 1)}
            defaultValue={values[`milestone.${line}.label`] ?? ''}
            autoComplete="off"
          />
          <input
            className="input"
            type="date"
            name={`milestone.${line}.dueOn`}
            aria-label={`${t.milestone(line + 1)}, ${t.dueOn.toLowerCase()}`}
            defaultValue={values[`milestone.${line}.dueOn`] ?? ''}
          />
        </div>
      ))}
      {error ? (
        <p id="milestones-error" className="error-text">
          <ErrorText code={error.code} />
        </p>
      ) : null}
    </fieldset>
  );
}
