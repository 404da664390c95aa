import { Link } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, formatDuration, formatNumber } from '../../../platform/i18n/messages.ts';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { digitalEn, digitalFr, type Totals } from '../../alliance/public.ts';
import { en } from '../accompaniments/messages.en.ts';
import { fr } from '../accompaniments/messages.fr.ts';
import { getAccompaniment } from '../accompaniments/queries.ts';
import { mayRun, ownedBy } from '../policy.ts';
import { getAdvisor } from '../queries.ts';

export const loader = guard('accompaniments.read', async ({ ctx, actor, scope, params, url }) => {
  const found = await getAccompaniment(ctx.db, scope, params.id ?? '');
  if (!found) throw notFound();
  const record = authorize(actor, 'accompaniments.record');
  const advisor = found.advisor ? await getAdvisor(ctx.db, found.advisor.id) : null;
  const { followedPersonId: _, recordedBy: __, ...row } = found;
  return {
    row,
    mayCorrect:
      found.source === 'here' &&
      record !== null &&
      advisor !== null &&
      mayRun(record, ownedBy(advisor)) &&
      authorize(actor, 'activity.correct') !== null,
    done: url.searchParams.has('fait'),
  };
});

export default function AccompanimentPage({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  const { row, mayCorrect, done } = loaderData;
  const said = (codes: readonly string[], words: Readonly<Record<string, string>>): string =>
    codes.map((code) => words[code] ?? code).join(' · ') || t.one.notSaid;
  const counted = (totals: Totals, words: Readonly<Record<string, string>>): string =>
    Object.entries(totals)
      .map(([code, count]) => `${words[code] ?? code} : ${formatNumber(locale, count)}`)
      .join(' · ') || t.one.notSaid;
  const facts: readonly (readonly [string, string])[] = [
    [t.themes, said(row.themes, d.themes)],
    [t.topics, said(row.topics, d.topics)],
    [t.minutes, row.minutes === null ? t.one.notSaid : formatDuration(row.minutes)],
    [t.format, `${t.formats[row.format]}, ${t.one.participants(row.participants)}`],
    [t.setting, said([row.setting], d.settings)],
    [t.autonomy, said(row.autonomy ? [row.autonomy] : [], d.autonomies)],
    [t.equipment, said(row.equipment, d.equipments)],
    [t.orientedTo, said(row.orientedTo ? [row.orientedTo] : [], d.orientedTo)],
    [t.genders, counted(row.genders, d.genders)],
    [t.ages, counted(row.ages, d.ages)],
    [t.statuses, counted(row.statuses, d.statuses)],
    [t.note, row.note || '—'],
  ];
  return (
    <>
      <title>{`${t.one.title} — Maillage`}</title>
      <PageHeader
        title={row.title || `${t.one.title}, ${formatDay(locale, row.happenedOn)}`}
        crumbs={[{ label: t.title, to: '/accompagnements' }]}
        lead={
          <>
            {formatDay(locale, row.happenedOn)} · {row.placeName ? `${row.placeName}, ` : ''}
            {row.communeName} ({row.departmentCode})
            {row.advisor ? (
              <>
                <br />
                <Link to={`/conseillers/${row.advisor.id}`}>{row.advisor.name}</Link>
              </>
            ) : null}
          </>
        }
        over={<span className="tag">{t.source[row.source]}</span>}
        actions={
          <>
            <Link className="btn btn-quiet" to={`/activite/${row.id}`}>
              {t.one.activity}
            </Link>
            {mayCorrect ? (
              <Link className="btn" to={`/accompagnements/${row.id}/corriger`}>
                {t.one.correct}
              </Link>
            ) : null}
          </>
        }
      />
      {done ? (
        <Notice tone="ok" live>
          {t.correction.done}
        </Notice>
      ) : null}
      {row.status === 'withdrawn' ? <Notice tone="warning">{t.one.withdrawn}</Notice> : null}
      {row.source === 'coop' ? <Notice>{t.one.coop}</Notice> : null}
      <p className="mb-3">{row.followed ? t.followed : t.anonymous}</p>
      <dl className="card grid gap-3 sm:grid-cols-2">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="hint">{label}</dt>
            <dd className="whitespace-pre-line">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
