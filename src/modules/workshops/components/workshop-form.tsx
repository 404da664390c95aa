import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { byOptions, EditForm } from '../../../ui/conflict.tsx';
import { ChoiceField, SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { RecordablePartnership } from '../../activity/public.ts';
import { ACCESS_NEEDS, digitalEn, digitalFr, LEVELS, THEMES } from '../../alliance/public.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export interface WorkshopFormState {
  readonly errors: readonly FieldError[];
  readonly values: FormValues;
}

/** Names of the fields in the list of problems. */
export function useWorkshopLabels(): Record<string, string> {
  const t = useText({ fr, en });
  const { partnershipId, description, themes, level, access } = t;
  return {
    partnershipId,
    title: t.workshopTitle,
    description,
    themes,
    level,
    access,
    open: t.open,
  };
}

/** The form of a series. */
export function WorkshopForm({
  state: { errors, values },
  version,
  partnerships,
}: {
  state: WorkshopFormState;
  version: number | undefined;
  partnerships: readonly RecordablePartnership[];
}) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const labels = useWorkshopLabels();
  const text = (name: string): string => String(values[name] ?? '');
  const list = (name: string): readonly string[] => [values[name] ?? []].flat();
  const agreements = partnerships.map(({ id, title, partnerName }) => ({
    value: id,
    label: `${title} — ${partnerName}`,
  }));
  const themes = THEMES.map((value) => ({ value, label: d.themes[value] }));
  const access = ACCESS_NEEDS.map((value) => ({ value, label: d.access[value] }));
  const levels = LEVELS.map((value) => ({ value, label: d.levels[value] }));
  const opens = [
    { value: 'yes', label: t.open },
    { value: 'no', label: t.closed },
  ];
  return (
    <EditForm
      version={version}
      values={values}
      errors={errors}
      labels={labels}
      say={{
        partnershipId: byOptions(agreements),
        themes: byOptions(themes),
        access: byOptions(access),
        level: byOptions(levels),
        open: byOptions(opens),
      }}
    >
      {values.id ? <input type="hidden" name="id" value={text('id')} /> : null}
      <SelectField
        name="partnershipId"
        label={t.partnershipId}
        required
        errors={errors}
        options={agreements}
        defaultValue={text('partnershipId')}
      />
      <TextField
        name="title"
        label={t.workshopTitle}
        hint={t.titleHint}
        required
        errors={errors}
        defaultValue={text('title')}
      />
      <TextField
        name="description"
        label={t.description}
        hint={t.descriptionHint}
        rows={3}
        errors={errors}
        defaultValue={text('description')}
      />
      <ChoiceField
        name="themes"
        label={t.themes}
        required
        several
        errors={errors}
        chosen={list('themes[]')}
        options={themes}
      />
      <ChoiceField
        name="level"
        label={t.level}
        required
        errors={errors}
        chosen={[text('level')]}
        options={levels}
      />
      <ChoiceField
        name="access"
        label={t.access}
        several
        errors={errors}
        chosen={list('access[]')}
        options={access}
      />
      <ChoiceField
        name="open"
        label={t.seats}
        required
        errors={errors}
        chosen={[text('open') || 'yes']}
        options={opens}
      />
      <div>
        <button type="submit" className="btn">
          {t.save}
        </button>
      </div>
    </EditForm>
  );
}
