import { data, Form, Link, redirect } from 'react-router';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatInstant, formatShare } from '../../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { FunnelTable } from '../components/funnel-table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { markTold } from '../news/commands.ts';
import { listToTell, newsOf } from '../news/queries.ts';
import { mayGive } from '../policy.ts';
import { counterPlace } from '../proposals/queries.ts';

export const loader = guard('orientations.give', async ({ ctx, scope, url }) => {
  const asked = url.searchParams.get('lieu') ?? [...scope.places][0] ?? '';
  const place = await counterPlace(ctx.db, asked);
  if (!place) {
    if (asked === '') throw redirect('/guichet/lieu?suite=nouvelles');
    throw notFound();
  }
  if (!mayGive(scope, place)) throw notFound();
  return {
    place: { id: place.id, name: place.name },
    funnel: await newsOf(ctx.db, place.id, ctx.now),
    toTell: await listToTell(ctx.db, place.id, ctx.now),
  };
});

export const action = guard('orientations.give', async ({ ctx, scope, request, url }) => {
  const form = await request.formData();
  const done = await markTold(ctx, scope, String(form.get('id') ?? ''));
  if (!done.ok) return data({ errors: [done.failure] }, { status: 404 });
  const place = url.searchParams.get('lieu');
  throw redirect(`/guichet/nouvelles${place ? `?lieu=${encodeURIComponent(place)}` : ''}#a-dire`);
});

export default function News({ loaderData, actionData }: PageProps<typeof loader, typeof action>) {
  const words = useText({ fr, en });
  const t = words.news;
  const locale = useLocale();
  const { place, funnel, toTell } = loaderData;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={
          <>
            {t.place(place.name)}
            <br />
            {t.lead}
          </>
        }
        actions={
          <Link className="btn" to={`/guichet?lieu=${place.id}`} reloadDocument>
            {t.counter}
          </Link>
        }
      />
      <ErrorSummary errors={actionData?.errors} labels={{}} />
      <p className="big-number mb-4 text-2xl">{t.sentence(funnel.given, funnel.came)}</p>
      <Section id="entonnoir" title={t.funnel}>
        <FunnelTable funnel={funnel} share={(ratio) => formatShare(locale, ratio)} />
      </Section>
      <Section id="a-dire" title={t.toTell}>
        {toTell.length === 0 ? (
          <p>{t.nothing}</p>
        ) : (
          <>
            <p className="mb-3">{t.toTellLead}</p>
            <DataTable
              caption={t.toTell}
              captionHidden
              rows={toTell}
              rowKey={(row) => row.id}
              columns={[
                { key: 'code', label: words.code, room: 'short', cell: (row) => row.code },
                { key: 'title', label: words.what, room: 'long', cell: (row) => row.title },
                {
                  key: 'why',
                  label: words.state,
                  room: 'long',
                  cell: (row) => (
                    <>
                      {row.unsent ? <p>{t.unsent}</p> : null}
                      {row.refusal ? (
                        <p>{words.refusals[row.refusal]}</p>
                      ) : row.movedFrom !== null && row.movedFrom === row.expectedAt ? (
                        <p>{t.placeMoved(row.host)}</p>
                      ) : row.movedFrom ? (
                        <p>
                          {t.moved(
                            formatInstant(locale, row.movedFrom),
                            row.expectedAt ? formatInstant(locale, row.expectedAt) : '',
                          )}
                        </p>
                      ) : row.waiting ? (
                        <p>{t.waiting}</p>
                      ) : null}
                    </>
                  ),
                },
                {
                  key: 'told',
                  label: t.told,
                  cell: (row) => (
                    <Form method="post">
                      <input type="hidden" name="id" value={row.id} />
                      <button
                        type="submit"
                        className="btn btn-quiet btn-small"
                        aria-label={t.toldFor(row.code)}
                      >
                        {t.told}
                      </button>
                    </Form>
                  ),
                },
              ]}
            />
          </>
        )}
      </Section>
    </>
  );
}
