import { Link } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatInstant, formatNumber } from '../../../platform/i18n/messages.ts';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { CommitmentTag } from '../../alliance/components/public.tsx';
import { digitalEn, digitalFr } from '../../alliance/public.ts';
import { ActivityTable } from '../components/activity-table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayRecord } from '../policy.ts';
import { getActivity } from '../queries.ts';

type Found = NonNullable<Awaited<ReturnType<typeof getActivity>>>;

export const loader = guard('activity.read', async ({ ctx, actor, scope, params, url }) => {
  const found = await getActivity(ctx.db, scope, params.id ?? '');
  if (!found) throw notFound();
  const correct = authorize(actor, 'activity.correct');
  return {
    found,
    mayCorrect: correct !== null && mayRecord(correct, found),
    outcome: url.searchParams.get('fait'),
  };
});

export default function OneActivity({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { found, mayCorrect, outcome } = loaderData;
  return (
    <>
      <title>{`${t.page.title} — Maillage`}</title>
      <PageHeader
        title={t.kinds[found.kind]}
        crumbs={[{ label: t.list.title, to: '/activite' }]}
        over={<CommitmentTag commitment={found.commitment} />}
        lead={t.page.recorded(formatInstant(locale, found.recordedAt))}
        actions={
          <>
            {mayCorrect ? (
              <Link className="btn btn-quiet" to={`/activite/${found.id}/corriger`}>
                {t.page.correct}
              </Link>
            ) : null}
            {mayCorrect ? (
              <Link
                className="btn"
                to={`/activite/nouvelle?partenariat=${found.partnershipId}&nature=${found.kind}`}
              >
                {t.list.record}
              </Link>
            ) : null}
          </>
        }
      />
      {outcome ? (
        <Notice tone="ok" live>
          {outcome === 'deja' ? t.form.already : t.form.saved}
        </Notice>
      ) : null}
      {found.status === 'withdrawn' ? (
        <Notice tone="warning">{t.page.withdrawnNotice}</Notice>
      ) : null}
      <ActivityTable rows={[found]} caption={t.page.title} />
      {found.commitment === 'digital-inclusion' ? <Digital found={found} /> : null}
      {found.comment ? (
        <Section title={t.page.comment} id="commentaire">
          <p className="whitespace-pre-line">{found.comment}</p>
        </Section>
      ) : null}
      <div className="mt-8">
        <Section title={t.page.revisions} id="corrections">
          {found.revisions.length === 0 ? <p className="hint">{t.page.noRevision}</p> : null}
          <ol className="grid gap-3">
            {found.revisions.map((revision) => (
              <li key={revision.version} className="border-l-4 border-line pl-3">
                <p className="font-semibold">{revision.reason}</p>
                <p>
                  {t.page.before(
                    formatNumber(locale, revision.before.participations),
                    revision.before.persons_declared === null
                      ? t.list.notSaid
                      : formatNumber(locale, revision.before.persons_declared),
                  )}
                </p>
                <p className="hint">{t.page.by(revision.by, formatInstant(locale, revision.at))}</p>
              </li>
            ))}
          </ol>
        </Section>
      </div>
    </>
  );
}

/** What figures of digital inclusion know of a record; what nobody said is not shown as zero. */
function Digital({ found }: { found: Found }) {
  const t = useText({ fr, en });
  const words = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  const themes = found.themes.map((theme) => words.themes[theme]).join(', ');
  return (
    <dl className="mt-6 grid gap-x-8 gap-y-2 sm:grid-cols-[auto_1fr]">
      <dt className="font-semibold">{t.form.firstTimers}</dt>
      <dd>
        {found.firstTimers === null ? t.list.notSaid : formatNumber(locale, found.firstTimers)}
      </dd>
      <dt className="font-semibold">{t.form.themes}</dt>
      <dd>{themes || t.list.notSaid}</dd>
      <dt className="font-semibold">{t.form.advisorId}</dt>
      <dd>{found.advisorName ?? t.list.notSaid}</dd>
    </dl>
  );
}
