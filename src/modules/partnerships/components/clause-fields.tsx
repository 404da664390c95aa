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
  return (
    <div className="grid gap-5">
      {[...rowsOf(values, 'clause'), NEW_ROW].map((key, row) => {
        const fresh = key === NEW_ROW;
        const name = (part: string): string => `clause-${key}-${part}`;
        const label = (own: string, added: string): string => (fresh ? added : own);
        return (
          <fieldset key={key} className="card grid gap-4">
            <legend className="sr-only">{fresh ? t.newClause : t.clauseTitle(row + 1)}</legend>
            {fresh ? <h3>{t.newClause}</h3> : null}
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
                <input
                  type="checkbox"
                  name={name('remove')}
                  value="1"
                  defaultChecked={one(name('remove')) === '1'}
                />
                <span>{t.removeClause(row + 1)}</span>
              </label>
            )}
          </fieldset>
        );
      })}
    </div>
  );
}

/** The row of a form for what is not recorded yet. */
export const NEW_ROW = 'new';

/**
 * The recorded rows that the values hold, by the key in their names (`clause-objet-title`,
 * `signatory-…-email`), in the order of the form. A row keeps its name when others come or go, so
 * that two edits of one text can be compared row by row.
 */
export function rowsOf(values: Values, kind: 'clause' | 'signatory'): readonly string[] {
  const keys = new Set<string>();
  const part = /^(?<kind>\w+?)-(?<key>.+)-(title|body|concerns\[\]|name|function|email|side)$/;
  for (const name of Object.keys(values)) {
    const found = part.exec(name)?.groups;
    if (found?.kind === kind && found.key && found.key !== NEW_ROW) keys.add(found.key);
  }
  return [...keys];
}
