import { data, Form, Link } from 'react-router';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatDay, today } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SuggestField } from '../../../ui/suggest.tsx';
import { useCommitmentOptions } from '../../alliance/components/public.tsx';
import { compactIdentifier } from '../../partners/public.ts';
import { askToJoin } from '../join/commands.ts';
import { joinInput } from '../join/contract.ts';
import { numberTyped } from '../join/domain.ts';
import { en } from '../join/messages.en.ts';
import { fr } from '../join/messages.fr.ts';
import { checkOrganisation, waitToAsk } from '../join/queries.ts';

export const loader = guard('NONE', () => null);

interface Answer {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
  readonly sent: {
    readonly department: string;
    readonly due: string;
    /** The page that follows the answer; null when only the mailbox gets it. */
    readonly follow: string | null;
  } | null;
}

export const action = guard('NONE', async ({ ctx, services, request, clientAddress }) => {
  const form = await request.formData();
  const again = (
    errors: readonly FieldError[],
    status: number,
    headers: Record<string, string> = {},
  ) =>
    data({ errors, values: formValues(form) as Record<string, string>, sent: null } as Answer, {
      status,
      headers,
    });
  // The words of the commune count; the hidden code only helps when it was picked from the list.
  form.set('commune', String(form.get('commune') || form.get('communeText') || ''));
  const typed = compactIdentifier(String(form.get('number') ?? ''));
  form.set(numberTyped(typed), typed);
  const parsed = parseForm(joinInput, form);
  if (!parsed.ok) return again(parsed.errors.map(atNumber), 422);
  const wait = await waitToAsk(ctx.db, clientAddress);
  if (wait > 0)
    return again([{ field: 'form', code: 'too-many' }], 429, { 'retry-after': String(wait) });
  // A field that people do not see: what fills it is a program.
  if (form.get('site'))
    return data({
      errors: [],
      values: {},
      sent: { department: '', due: today(ctx.now), follow: null },
    } as Answer);
  const check = await checkOrganisation(ctx.db, services.directoryUrl, parsed.value);
  const asked = await askToJoin(ctx, parsed.value, check, services.secret);
  if (!asked.ok) return again([atNumber(asked.failure)], 422);
  services.wake();
  return data({
    errors: [],
    values: {},
    sent: {
      department: asked.value.departmentCode,
      due: asked.value.dueOn,
      follow: asked.value.again ? null : `/rejoindre/${asked.value.secret}`,
    },
  } as Answer);
});

/** Whichever number it was, one field took it. */
function atNumber({ field, code }: FieldError): FieldError {
  return { field: ['siret', 'siren', 'rna'].includes(field) ? 'number' : field, code };
}

export default function Join({ actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const commitments = useCommitmentOptions();
  if (actionData?.sent) {
    const { department, due, follow } = actionData.sent;
    const title = follow ? t.sentTitle : t.sentAgainTitle;
    const by = formatDay(locale, due);
    return (
      <>
        <title>{`${title} — Maillage`}</title>
        <PageHeader title={title} />
        <Notice tone="ok" live>
          <p>{follow ? t.sent(department, by) : t.sentAgain(by)}</p>
          {follow ? <Link to={follow}>{t.follow}</Link> : null}
        </Notice>
      </>
    );
  }
  const errors = actionData?.errors;
  const values = actionData?.values ?? {};
  const field = (name: string) => ({ name, errors, defaultValue: values[name] ?? '' });
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader title={t.title} lead={t.lead} />
      <div className="mb-8 grid max-w-5xl gap-8 lg:grid-cols-[3fr_2fr]">
        <section aria-labelledby="apports-title">
          <h2 id="apports-title" className="mb-3">
            {t.offersTitle}
          </h2>
          <ul className="grid gap-3 sm:grid-cols-2">
            {t.offers.map(([name, text]) => (
              <li key={name} className="card">
                <h3>{name}</h3>
                <p className="mt-1">{text}</p>
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="suite-title">
          <h2 id="suite-title" className="mb-3">
            {t.askedTitle}
          </h2>
          <ol className="grid list-decimal gap-2 pl-6">
            {t.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
      </div>
      <ErrorSummary errors={errors} labels={t as unknown as Record<string, string>} />
      <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
        <TextField
          {...field('organisation')}
          label={t.organisation}
          required
          autoComplete="organization"
        />
        <TextField {...field('number')} label={t.number} hint={t.numberHint} />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField {...field('contactName')} label={t.contactName} required autoComplete="name" />
          <TextField
            {...field('contactEmail')}
            label={t.contactEmail}
            type="email"
            required
            autoComplete="email"
          />
        </div>
        <SuggestField
          name="commune"
          label={t.commune}
          hint={t.communeHint}
          required
          errors={errors}
          source="/suggestions/communes"
          defaultText={values.communeText ?? ''}
        />
        <ChoiceField
          name="commitment"
          label={t.commitment}
          required
          errors={errors}
          chosen={[values.commitment ?? '']}
          options={commitments}
        />
        <TextField {...field('message')} label={t.message} hint={t.messageHint} rows={5} required />
        <div className="hidden" aria-hidden="true">
          <label>
            Site <input name="site" tabIndex={-1} autoComplete="off" />
          </label>
        </div>
        <p className="hint">{t.privacy}</p>
        <div>
          <button type="submit" className="btn">
            {t.send}
          </button>
        </div>
      </Form>
    </>
  );
}
