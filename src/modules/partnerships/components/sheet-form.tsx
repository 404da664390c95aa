import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { EditForm } from '../../../ui/conflict.tsx';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PartnershipType } from '../domain.ts';
import { TYPE_SHEETS, type TypeField } from '../types/domain.ts';
import { en } from '../types/messages.en.ts';
import { fr } from '../types/messages.fr.ts';

export type SheetWords = typeof fr;

export function fieldLabel(t: Pick<SheetWords, 'fields'>, key: string): string {
  return t.fields[key as keyof SheetWords['fields']] ?? key;
}

export function milestoneLabel(t: Pick<SheetWords, 'milestones'>, key: string): string {
  return t.milestones[key as keyof SheetWords['milestones']] ?? key;
}

/** The names of a type's fields and of its milestones' parts. */
export function sheetLabels(t: SheetWords, type: PartnershipType): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const { key } of TYPE_SHEETS[type].fields) labels[key] = fieldLabel(t, key);
  for (const key of TYPE_SHEETS[type].milestones) {
    labels[`due-${key}`] = `${milestoneLabel(t, key)} · ${t.dueOn}`;
    labels[`done-${key}`] = `${milestoneLabel(t, key)} · ${t.doneOn}`;
    labels[`note-${key}`] = `${milestoneLabel(t, key)} · ${t.note}`;
  }
  return labels;
}

/** What a type asks for, and its milestones, as one form. */
export function SheetForm({
  type,
  version,
  labels,
  values,
  errors,
}: {
  type: PartnershipType;
  version: number;
  labels: Readonly<Record<string, string>>;
  values: FormValues;
  errors: readonly FieldError[] | undefined;
}) {
  const t = useText({ fr, en }) as SheetWords;
  const options: Readonly<Record<string, string>> = t.options;
  const chosen = TYPE_SHEETS[type].fields.filter(({ kind }) => kind === 'choice');
  const says = Object.fromEntries(
    chosen.map(({ key }) => [key, (value: string) => options[value] ?? value]),
  );
  const field = (name: string) => ({ name, errors, defaultValue: String(values[name] ?? '') });
  return (
    <EditForm
      version={version}
      values={values}
      errors={errors}
      labels={labels}
      say={says}
      // The problems stand above the papers, at the top of the page.
      summary={false}
      className="grid max-w-3xl gap-8"
    >
      <Section title={t.fieldsTitle} id="informations">
        <div className="card grid gap-5">
          {TYPE_SHEETS[type].fields.map((one) => (
            <TypeFieldInput key={one.key} field={one} {...field(one.key)} />
          ))}
        </div>
      </Section>
      <Section title={t.milestonesTitle} id="etapes">
        <div className="grid gap-4">
          {TYPE_SHEETS[type].milestones.map((key) => (
            <fieldset key={key} className="card">
              <legend className="font-bold">{milestoneLabel(t, key)}</legend>
              <div className="grid gap-4 sm:grid-cols-2">
                <TextField {...field(`due-${key}`)} label={t.dueOn} type="date" />
                <TextField {...field(`done-${key}`)} label={t.doneOn} type="date" />
              </div>
              <TextField {...field(`note-${key}`)} label={t.note} />
            </fieldset>
          ))}
        </div>
      </Section>
      <button type="submit" className="btn justify-self-start">
        {t.save}
      </button>
    </EditForm>
  );
}

function TypeFieldInput({
  field,
  ...input
}: {
  field: TypeField;
  name: string;
  errors: readonly FieldError[] | undefined;
  defaultValue: string;
}) {
  const t = useText({ fr, en }) as SheetWords;
  const hint = field.needed ? t.needed : undefined;
  const options: Readonly<Record<string, string>> = t.options;
  const common = {
    ...input,
    label: fieldLabel(t, field.key),
    required: field.needed,
    ...(hint ? { hint } : {}),
  };
  if (field.kind === 'choice')
    return (
      <SelectField
        {...common}
        options={(field.options ?? []).map((value) => ({ value, label: options[value] ?? value }))}
      />
    );
  if (field.kind === 'prose') return <TextField {...common} rows={4} />;
  return <TextField {...common} inputMode={field.kind === 'text' ? 'text' : 'numeric'} />;
}
