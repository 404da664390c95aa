import { Form } from 'react-router';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { ChoiceField, SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { digitalEn, digitalFr, THEMES } from '../../alliance/public.ts';
import { en } from '../appointments/messages.en.ts';
import { fr } from '../appointments/messages.fr.ts';
import { sayHour } from './when.tsx';

/** Gives one of the free slots; nothing but the time is needed. */
export function BookForm({
  free,
  id,
  refused,
}: {
  /** Starts of free slots, ISO instants. */
  free: readonly string[];
  id: string;
  refused: { readonly errors: readonly FieldError[]; readonly values: FormValues } | null;
}) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  const mine = refused?.values.what === 'book' ? refused : null;
  const text = (name: string): string => String(mine?.values[name] ?? '');
  if (free.length === 0)
    return (
      <Section title={t.book} id="donner">
        <EmptyState title={t.noFree} />
      </Section>
    );
  return (
    <Section title={t.book} id="donner">
      <Form key={id} method="post" className="card grid max-w-3xl gap-5" noValidate>
        <input type="hidden" name="what" value="book" />
        <input type="hidden" name="id" value={text('id') || id} />
        <p className="hint">{t.bookLead}</p>
        <ChoiceField
          name="startsAt"
          label={t.startsAt}
          required
          errors={mine?.errors}
          chosen={[text('startsAt')]}
          options={free.map((at) => ({ value: at, label: sayHour(locale, at) }))}
        />
        <SelectField
          name="theme"
          label={t.theme}
          placeholder={t.noTheme}
          errors={mine?.errors}
          defaultValue={text('theme')}
          options={THEMES.map((value) => ({ value, label: d.themes[value] }))}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="firstName"
            label={t.firstName}
            errors={mine?.errors}
            defaultValue={text('firstName')}
          />
          <TextField
            name="email"
            type="email"
            label={t.email}
            errors={mine?.errors}
            defaultValue={text('email')}
          />
          <TextField
            name="phone"
            type="tel"
            label={t.phone}
            hint={t.phoneHint}
            errors={mine?.errors}
            defaultValue={text('phone')}
          />
        </div>
        <div>
          <button type="submit" className="btn">
            {t.bookButton}
          </button>
        </div>
      </Form>
    </Section>
  );
}
