import { data, Form, redirect } from 'react-router';
import { formValues } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SuggestField } from '../../../ui/suggest.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayGive } from '../policy.ts';
import { counterPlace } from '../proposals/queries.ts';

export const loader = guard('orientations.give', ({ url }) => ({
  next: url.searchParams.get('suite') === 'nouvelles' ? 'nouvelles' : '',
}));

export const action = guard('orientations.give', async ({ ctx, scope, request }) => {
  const form = await request.formData();
  const place = await counterPlace(ctx.db, String(form.get('lieu') ?? ''));
  const values = formValues(form);
  if (!place)
    return data({ errors: [{ field: 'lieu', code: 'place-unknown' }], values }, { status: 422 });
  if (!mayGive(scope, place))
    return data({ errors: [{ field: 'lieu', code: 'out-of-scope' }], values }, { status: 409 });
  const to = form.get('next') === 'nouvelles' ? '/guichet/nouvelles' : '/guichet';
  throw redirect(`${to}?lieu=${place.id}`);
});

export default function Choose({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en }).choose;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader title={t.title} lead={t.lead} />
      <ErrorSummary errors={actionData?.errors} labels={{ lieu: t.place }} />
      {/* The counter is a document of its own: the router does not know it. */}
      <Form method="post" reloadDocument className="card grid max-w-xl gap-5" noValidate>
        <input type="hidden" name="next" value={loaderData.next} />
        <SuggestField
          name="lieu"
          label={t.place}
          hint={t.placeHint}
          required
          source="/suggestions/lieux"
          errors={actionData?.errors}
          defaultId={String(actionData?.values.lieu ?? '')}
          defaultText={String(actionData?.values.lieuText ?? '')}
        />
        <div>
          <button type="submit" className="btn">
            {t.open}
          </button>
        </div>
      </Form>
    </>
  );
}
