import { Link } from 'react-router';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { advisorKindsEn, advisorKindsFr } from '../../advisors/public.ts';
import { mediationListsEn, mediationListsFr } from '../../alliance/public.ts';
import { placesEn, placesFr } from '../../places/public.ts';
import { When } from '../../workshops/components/public.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { Presence } from '../presences/queries.ts';
import type { ComingSession } from '../queries.ts';

/** A place of the list, with what one needs to choose it. */
export interface Card {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly address: string;
  readonly postalCode: string;
  readonly communeName: string;
  readonly kilometres: number | null;
  readonly services: readonly string[];
  readonly fees: readonly string[];
  readonly phone: string | null;
  readonly open: boolean | null;
  readonly sessions: readonly ComingSession[];
  readonly presences: readonly Presence[];
}

/** How far a place is, in words. */
export function useDistance(): (kilometres: number) => string {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (kilometres) =>
    kilometres < 1
      ? t.under1
      : t.distance(formatNumber(locale, kilometres, kilometres < 10 ? 1 : 0));
}

export function HelpCard({ card, number }: { card: Card; number: number }) {
  const t = useText({ fr, en });
  const words = useText({ fr: mediationListsFr, en: mediationListsEn });
  const kinds = useText({ fr: placesFr, en: placesEn }).kinds;
  const far = useDistance();
  return (
    <li className="card break-inside-avoid text-lg">
      <h3 className="text-xl">
        <span aria-hidden="true" className="mr-2 text-brand">
          {number}.
        </span>
        <Link to={`/aide/${card.id}`}>{card.name}</Link>
      </h3>
      <p className="mt-1 flex flex-wrap gap-2">
        <span className="tag">{kinds[card.kind] ?? card.kind}</span>
        {card.kilometres === null ? null : <span className="tag">{far(card.kilometres)}</span>}
        {card.fees.includes('free') ? <span className="tag">{words.fees.free}</span> : null}
        {card.open === null ? null : <span className="tag">{card.open ? t.open : t.closed}</span>}
      </p>
      <p className="mt-2">
        {card.address ? `${card.address}, ` : ''}
        {card.postalCode} {card.communeName}
      </p>
      {card.services.length > 0 ? (
        <ul className="mt-2 list-disc pl-6 text-base">
          {card.services.slice(0, 4).map((service) => (
            <li key={service}>{words.services[service as keyof typeof words.services]}</li>
          ))}
        </ul>
      ) : null}
      {card.phone ? (
        <p className="mt-3">
          <a className="btn btn-quiet" href={`tel:${card.phone.replace(/[^\d+]/g, '')}`}>
            {t.call(card.phone)}
          </a>
        </p>
      ) : null}
      <Sessions rows={card.sessions} />
      <Presences rows={card.presences} />
    </li>
  );
}

/** The next workshops of a place, each with the seats that are left. */
export function Sessions({ rows }: { rows: readonly ComingSession[] }) {
  const t = useText({ fr, en });
  if (rows.length === 0) return null;
  return (
    <>
      <p className="mt-3 font-semibold">{t.workshops}</p>
      <ul className="mt-1 grid gap-2 text-base">
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/ateliers-ouverts/${row.id}`}>{row.title}</Link>
            <br />
            <When startsAt={row.startsAt} endsAt={row.endsAt} /> · {t.seats(row.left)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** When somebody who helps is there. */
export function Presences({ rows }: { rows: readonly Presence[] }) {
  const t = useText({ fr, en });
  const advisors = useText({ fr: advisorKindsFr, en: advisorKindsEn });
  if (rows.length === 0) return null;
  return (
    <>
      <p className="mt-3 font-semibold">{t.presences}</p>
      <ul className="mt-1 grid gap-2 text-base">
        {rows.map((row) => (
          <li key={row.id}>
            {advisors[row.kind]} : <When startsAt={row.startsAt} endsAt={row.endsAt} />
            <br />
            {row.free === null ? (
              t.justCome
            ) : (
              <Link to={`/rendez-vous/prendre/${row.id}`}>{t.takeTime(row.free)}</Link>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
