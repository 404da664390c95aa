import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { ChoiceField, SelectField, TextField } from '../../../ui/form.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { ACCESS_NEEDS, digitalEn, digitalFr, THEMES } from '../../alliance/public.ts';
import { REACH_KINDS } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** Names of the fields in the list of problems. */
export function usePersonLabels(): Record<string, string> {
  const t = useText({ fr, en });
  const { firstName, lastName, birthYear, reachKind, reach, goals, nextOn, themes, access } = t;
  return {
    firstName,
    lastName,
    birthYear,
    reachKind,
    reach,
    communeCode: t.commune,
    placeId: t.place,
    themes,
    access,
    goals,
    nextOn,
    keeper: t.keeper,
    purpose: t.consent.purpose,
    words: t.consent.words,
    months: t.consent.months,
    givenOn: t.consent.givenOn,
    way: t.consent.way,
    witness: t.consent.witness,
    agreed: t.consent.title,
    sure: t.consent.sureNeeded,
  };
}

/** What a file says of a person. */
export function PersonFields({
  values,
  errors,
}: {
  values: FormValues;
  errors: readonly FieldError[] | undefined;
}) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const text = (name: string): string => String(values[name] ?? '');
  const list = (name: string): readonly string[] => [values[name] ?? []].flat();
  const field = (name: string) => ({ name, errors, defaultValue: text(name) });
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-3">
        <TextField {...field('firstName')} label={t.firstName} required />
        <TextField {...field('lastName')} label={t.lastName} />
        <TextField {...field('birthYear')} label={t.birthYear} inputMode="numeric" />
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          {...field('reachKind')}
          label={t.reachKind}
          options={REACH_KINDS.map((value) => ({ value, label: t.reachKinds[value] }))}
        />
        <TextField {...field('reach')} label={t.reach} hint={t.reachHint} />
        <SuggestField
          name="communeCode"
          label={t.commune}
          hint={t.communeHint}
          required
          errors={errors}
          source="/suggestions/communes"
          defaultId={text('communeCode')}
          defaultText={text('communeCodeText')}
        />
        <SuggestField
          name="placeId"
          label={t.place}
          hint={t.placeHint}
          errors={errors}
          source="/suggestions/lieux"
          defaultId={text('placeId')}
          defaultText={text('placeIdText')}
        />
      </div>
      <ChoiceField
        name="themes"
        label={t.themes}
        several
        errors={errors}
        chosen={list('themes[]')}
        options={THEMES.map((value) => ({ value, label: d.themes[value] }))}
      />
      <ChoiceField
        name="access"
        label={t.access}
        several
        errors={errors}
        chosen={list('access[]')}
        options={ACCESS_NEEDS.map((value) => ({ value, label: d.access[value] }))}
      />
      <TextField {...field('goals')} label={t.goals} hint={t.goalsHint} rows={3} />
      <div className="max-w-xs">
        <TextField {...field('nextOn')} label={t.nextOn} type="date" />
      </div>
    </>
  );
}
