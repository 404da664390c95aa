import { Link } from 'react-router';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import { digitalEn, digitalFr } from '../../alliance/public.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { AdvisorRow } from '../queries.ts';

/** What the sheet says. */
export function AdvisorFacts({ advisor }: { advisor: Omit<AdvisorRow, 'accountId'> }) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  const may = useMay();
  const agreement = `${advisor.partnership.title} — ${advisor.partner.name}`;
  const said = (codes: readonly string[], words: Readonly<Record<string, string>>): string =>
    codes.map((code) => words[code] ?? code).join(' · ') || '—';
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [t.department, `${advisor.departmentName} (${advisor.departmentCode})`],
    [t.employer, advisor.employer?.name ?? t.operator],
    [
      t.partnershipId,
      may('partnerships.read') ? (
        <Link key="partnership" to={`/partenariats/${advisor.partnership.id}`}>
          {agreement}
        </Link>
      ) : (
        agreement
      ),
    ],
    [t.themes, said(advisor.themes, d.themes)],
    [t.access, said(advisor.access, d.access)],
    [t.languages, said(advisor.languages, d.languages)],
    [t.activeFrom, formatDay(locale, advisor.activeFrom)],
  ];
  return (
    <Section title={t.sheet} id="fiche">
      <dl className="card grid gap-3 sm:grid-cols-2">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="hint">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
