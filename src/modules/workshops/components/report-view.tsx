import { Link } from 'react-router';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import { DataTable } from '../../../ui/table.tsx';
import { digitalEn, digitalFr, type Totals } from '../../alliance/public.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { SKILLS } from '../report/domain.ts';
import type { Report } from '../report/queries.ts';

/** How many could do each task before and after; nothing when nobody was asked. */
function SkillTable({ report }: { report: Report }) {
  const t = useText({ fr, en });
  const asked = SKILLS.filter(
    (one) => report.skillsBefore[one] !== undefined || report.skillsAfter[one] !== undefined,
  );
  if (asked.length === 0) return null;
  return (
    <div className="mt-4">
      <DataTable
        caption={t.report.skills}
        rows={asked}
        rowKey={(one) => one}
        columns={[
          {
            key: 'task',
            label: t.report.task,
            room: 'long',
            cell: (one) => t.report.skillNames[one],
          },
          {
            key: 'before',
            label: t.report.before,
            numeric: true,
            cell: (one) => report.skillsBefore[one] ?? t.report.notSaid,
          },
          {
            key: 'after',
            label: t.report.after,
            numeric: true,
            cell: (one) => report.skillsAfter[one] ?? t.report.notSaid,
          },
        ]}
      />
    </div>
  );
}

/** What came of a session: totals, each beside what it counts. */
export function ReportView({ report, sessionId }: { report: Report; sessionId: string }) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  const may = useMay();
  const lists: readonly [string, Totals, Readonly<Record<string, string>>][] = [
    [t.report.outcomes, report.outcomes, t.report.outcomeNames],
    [t.report.genders, report.genders, d.genders],
    [t.report.ages, report.ages, d.ages],
    [t.report.statuses, report.statuses, d.statuses],
  ];
  return (
    <Section id="bilan" title={t.report.title}>
      <div className="card">
        <p>
          <span className="big-number">{formatNumber(locale, report.participations)}</span>{' '}
          {t.report.came}
        </p>
        <p>
          {t.report.firstTimers} :{' '}
          {report.firstTimers === null
            ? t.report.notSaid
            : formatNumber(locale, report.firstTimers)}
        </p>
        <dl className="mt-3 grid gap-3 sm:grid-cols-2">
          {lists.map(([label, totals, names]) => (
            <div key={label}>
              <dt className="font-semibold">{label}</dt>
              <dd>
                {Object.keys(totals).length === 0
                  ? t.report.notSaid
                  : Object.entries(totals)
                      .map(([code, count]) => `${names[code]} : ${formatNumber(locale, count)}`)
                      .join(' · ')}
              </dd>
            </div>
          ))}
        </dl>
        <SkillTable report={report} />
        {report.comment ? <p className="mt-3 whitespace-pre-line">{report.comment}</p> : null}
        {may('activity.read') ? (
          <p className="mt-3">
            <Link to={`/activite/${sessionId}`}>{t.session.activity}</Link>
          </p>
        ) : null}
      </div>
    </Section>
  );
}
