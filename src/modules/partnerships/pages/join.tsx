import { data, Form, Link } from 'react-router';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard } from '../../../platform/http/route.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SuggestField } from '../../../ui/suggest.tsx';
import { useCommitmentOptions } from '../../alliance/components/public.tsx';
import { askToJoin } from '../join/commands.ts';
import { joinInput } from '../join/contract.ts';
import { en } from '../join/messages.en.ts';
import { fr } from '../join/messages.fr.ts';

export const loader = guard('NONE', () => null);

interface Answer {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
  readonly sent: { readonly department: string; readonly follow: string } | null;
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
  const parsed = parseForm(joinInput, form);
  if (!parsed.ok) return again(parsed.errors, 422);
  const wait = await hitRateLimit(ctx.db, `join:${clientAddress}`, 5, 3600);
  if (wait > 0)
    return again([{ field: 'form', code: 'too-many' }], 429, { 'retry-after': String(wait) });
  // A field that people do not see: what fills it is a program.
  if (form.get('site'))
    return data({ errors: [], values: {}, sent: { department: '', follow: '/' } } as Answer);
  const asked = await askToJoin(ctx, parsed.value);
  if (!asked.ok) return again([asked.failure], 422);
  services.wake();
  return data({
    errors: [],
    values: {},
    sent: { department: asked.value.departmentCode, follow: `/rejoindre/${asked.value.secret}` },
  } as Answer);
});

export default function Join({ actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const commitments = useCommitmentOptions();
  if (actionData?.sent) {
    return (
      <>
        <title>{`${t.sentTitle} — Maillage`}</title>
        <PageHeader title={t.sentTitle} />
        <Notice tone="ok" live>
          <p>{t.sent(actionData.sent.department)}</p>
          <Link to={actionData.sent.follow}>{t.follow}</Link>
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
      <ErrorSummary errors={errors} labels={t as unknown as Record<string, string>} />
      <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
        <TextField
          {...field('organisation')}
          label={t.organisation}
          required
          autoComplete="organization"
        />
        <TextField {...field('siret')} label={t.siret} hint={t.siretHint} inputMode="numeric" />
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
