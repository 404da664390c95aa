import { formatDay } from '../../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { WebLink } from '../../../ui/web-link.tsx';
import { MEDIATION_LISTS, mediationListsEn, mediationListsFr } from '../../alliance/public.ts';
import { genericEmails, type Sheet } from '../mediation/domain.ts';
import { en } from '../mediation/messages.en.ts';
import { fr } from '../mediation/messages.fr.ts';

/** What a place offers, list by list; what the sheet leaves out is not shown. */
export function SheetView({ sheet }: { sheet: Sheet }) {
  const t = useText({ fr, en });
  const words = useText({ fr: mediationListsFr, en: mediationListsEn });
  const locale = useLocale();
  const emails = genericEmails(sheet.emails);
  return (
    <div className="card grid gap-3">
      {sheet.summary ? <p>{sheet.summary}</p> : null}
      <dl className="grid gap-3 sm:grid-cols-2">
        {(Object.keys(MEDIATION_LISTS) as (keyof typeof MEDIATION_LISTS)[]).map((list) =>
          sheet[list].length === 0 ? null : (
            <Fact key={list} label={t[list]}>
              {sheet[list]
                .map((code) => (words[list] as Readonly<Record<string, string>>)[code] ?? code)
                .join(', ')}
            </Fact>
          ),
        )}
        {sheet.otherLabels.length > 0 ? (
          <Fact label={t.otherLabels}>{sheet.otherLabels.join(', ')}</Fact>
        ) : null}
        {sheet.openingHours ? (
          <Fact label={t.openingHours}>
            <code className="break-words">{sheet.openingHours}</code>
          </Fact>
        ) : null}
        {emails.length > 0 ? <Fact label={t.emails}>{emails.join(', ')}</Fact> : null}
        {sheet.bookingUrl ? (
          <Fact label={t.bookingUrl}>
            <WebLink to={sheet.bookingUrl} className="break-words" />
          </Fact>
        ) : null}
        {sheet.pivot ? <Fact label={t.pivot}>{sheet.pivot}</Fact> : null}
        {sheet.parentStructure ? (
          <Fact label={t.parentStructure}>{sheet.parentStructure}</Fact>
        ) : null}
      </dl>
      {sheet.detail ? <p className="whitespace-pre-line">{sheet.detail}</p> : null}
      <p className="hint">
        {t.updated(formatDay(locale, sheet.updatedOn))}
        {sheet.source ? `, ${t.from(sheet.source)}` : ''}
      </p>
    </div>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0 break-words">
      <dt className="hint">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
