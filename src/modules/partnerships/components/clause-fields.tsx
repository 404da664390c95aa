import type { FieldError } from '../../../platform/http/forms.ts';
import { ChoiceField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SIDES } from '../convention/domain.ts';
import { en } from '../convention/messages.en.ts';
import { fr } from '../convention/messages.fr.ts';

type Values = Readonly<Record<string, string | readonly string[]>>;

/** The articles of a convention or a template as rows of a form, and an empty one to add. */
export function ClauseFields({
  values,
  errors,
}: {
  values: Values;
  errors: readonly FieldError[] | undefined;
}) {
  const t = useText({ fr, en });
  const one = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const many = (name: string): readonly string[] => {
    const value = values[name];
    return Array.isArray(value) ? value : [];
  };
  const count = rowsOf(values, 'clause');
  return (
    <div className="grid gap-5">
      {Array.from({ length: count + 1 }, (_, row) => {
        const fresh = row === count;
        const name = (part: string): string => `clause-${row}-${part}`;
        const label = (own: string, added: string): string => (fresh ? added : own);
        return (
          <fieldset key={one(name('key')) || 'new'} className="card grid gap-4">
            <legend className="sr-only">{fresh ? t.newClause : t.clauseTitle(row + 1)}</legend>
            {fresh ? <h3>{t.newClause}</h3> : null}
            <input type="hidden" name={name('key')} value={one(name('key'))} />
            <TextField
              name={name('title')}
              label={label(t.clauseTitle(row + 1), t.newClauseTitle)}
              required={!fresh}
              errors={errors}
              defaultValue={one(name('title'))}
            />
            <TextField
              name={name('body')}
              label={label(t.clauseBody(row + 1), t.newClauseBody)}
              required={!fresh}
              rows={Math.min(14, Math.max(4, one(name('body')).length / 90))}
              errors={errors}
              defaultValue={one(name('body'))}
            />
            <ChoiceField
              name={name('concerns')}
              label={t.clauseConcerns(row + 1)}
              several
              chosen={many(name('concerns[]'))}
              options={SIDES.map((value) => ({ value, label: t.sides[value] }))}
            />
            {fresh ? null : (
              <label className="choice">
                <input type="checkbox" name={name('remove')} value="1" />
                <span>{t.removeClause(row + 1)}</span>
              </label>
            )}
          </fieldset>
        );
      })}
    </div>
  );
}

/** How many rows of a kind the values hold: the highest number that anything was typed for. */
export function rowsOf(values: Values, kind: 'clause' | 'signatory'): number {
  let count = 0;
  for (const [key, value] of Object.entries(values)) {
    const row = new RegExp(`^${kind}-(\\d+)-(key|id|title|body|name|email|function)$`).exec(key);
    if (row && value !== '') count = Math.max(count, Number(row[1]) + 1);
  }
  return count;
}
