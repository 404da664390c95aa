import { formatDay } from '../../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { ClauseChange, Content, Side } from '../convention/domain.ts';
import { en } from '../convention/messages.en.ts';
import { fr } from '../convention/messages.fr.ts';

/** The articles of a convention, numbered as on paper. A convention is in French. */
export function ConventionText({ content, level = 3 }: { content: Content; level?: 3 | 4 }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const day = (value: string | null): string => (value ? formatDay(locale, value) : t.noDay);
  const Heading = level === 3 ? 'h3' : 'h4';
  const sides = (concerns: readonly Side[]): string =>
    concerns.map((side) => t.sides[side]).join(', ');
  return (
    <div className="card grid gap-5">
      <ul className="list-disc pl-5" lang="fr">
        {content.parties.map((party) => (
          <li key={party.side}>
            <strong>{party.organisation}</strong>
            {[party.identifier, party.address].filter(Boolean).map((part) => `, ${part}`)}
          </li>
        ))}
      </ul>
      <p className="font-semibold">
        {t.heads.term} : {t.termFrom(day(content.startsOn), day(content.endsOn))}
      </p>
      {content.clauses.map((clause, index) => (
        <article key={clause.key}>
          <Heading className="mb-1" lang="fr">
            {index + 1}. {clause.title}
          </Heading>
          <p className="whitespace-pre-line" lang="fr">
            {clause.body}
          </p>
          {clause.concerns.length > 0 ? (
            <p className="hint mt-1">{t.binds(sides(clause.concerns))}</p>
          ) : null}
        </article>
      ))}
    </div>
  );
}

/** What differs between two texts, article by article. */
export function ConventionChanges({ changes }: { changes: readonly ClauseChange[] }) {
  const t = useText({ fr, en });
  return (
    <ul className="grid gap-4">
      {changes.map((change) => (
        <li key={change.key} className="border-l-4 border-line pl-3">
          <p className="font-bold">{t.heads[change.key] ?? change.title}</p>
          <div className="grid gap-3 sm:grid-cols-2" lang="fr">
            <del className="block whitespace-pre-line no-underline">
              <span className="hint block">{t.before}</span>
              {change.before ?? t.addedPart}
            </del>
            <ins className="block whitespace-pre-line no-underline">
              <span className="hint block">{t.after}</span>
              {change.after ?? t.removedPart}
            </ins>
          </div>
        </li>
      ))}
    </ul>
  );
}
