import { Link } from 'react-router';
import { formatNumber, formatShare } from '../../../../platform/i18n/messages.ts';
import { Bar, Figure } from '../../../../ui/figure.tsx';
import { useLocale, useText } from '../../../../ui/locale.tsx';
import { coverage } from '../../domain.ts';
import { en } from '../../messages.en.ts';
import { fr } from '../../messages.fr.ts';
import { partnershipsOf, recordsOf, type Shown } from '../domain.ts';

/** The four figures at the top, each with its definition, its target and the way to its records. */
export function Headline(data: Shown) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { figures, peopleTarget, freshTarget, national, mayDrill, mayOpenPartnerships, current } =
    data;
  const { total, partnerships } = figures;
  const said = coverage(total.persons);
  const n = (value: number) => formatNumber(locale, value, 0);
  const year = figures.year === current ? `${figures.year}, ${t.toDate}` : String(figures.year);
  return (
    <div className="mb-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <Figure value={n(total.persons.sum)} label={`${t.people}, ${year}`}>
        <Target reached={total.persons.sum} target={peopleTarget} national={national} />
        <p>{t.peopleNote}</p>
        {said === null ? null : <p>{t.coverage(formatShare(locale, said))}</p>}
        {mayDrill ? <Link to={recordsOf(data)}>{t.seeRecords}</Link> : null}
      </Figure>
      <Figure value={n(total.participations)} label={`${t.participations}, ${year}`}>
        <p>{t.participationsNote}</p>
        {mayDrill ? <Link to={recordsOf(data)}>{t.seeRecords}</Link> : null}
      </Figure>
      <Figure value={n(partnerships.active)} label={t.active}>
        <p>{t.activeNote}</p>
        {mayOpenPartnerships ? (
          <Link to={partnershipsOf(data, { etape: 'en-cours' })}>{t.seePartnerships}</Link>
        ) : null}
      </Figure>
      <Figure value={n(partnerships.newInYear)} label={`${t.fresh}, ${year}`}>
        <Target reached={partnerships.newInYear} target={freshTarget} national={national} />
        <p>{t.freshNote(String(figures.year))}</p>
        {mayOpenPartnerships ? (
          <Link to={partnershipsOf(data, { accord: String(figures.year) })}>
            {t.seePartnerships}
          </Link>
        ) : null}
      </Figure>
    </div>
  );
}

function Target({
  reached,
  target,
  national,
}: {
  reached: number;
  target: Shown['peopleTarget'];
  national: boolean;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (!national) return null;
  if (!target) return <p>{t.noTarget}</p>;
  const share = target.value > 0 ? reached / target.value : 0;
  return (
    <div className="mb-2">
      <Bar share={share} className="my-1" />
      <p className="font-semibold text-ink">
        {t.target(formatNumber(locale, target.value, 0), formatShare(locale, share))}
      </p>
      {target.source ? <p>{t.targetSource(target.source)}</p> : null}
    </div>
  );
}
