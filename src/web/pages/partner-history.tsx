import { Link } from 'react-router';
import { activityEn, activityFr, listActivity } from '../../modules/activity/public.ts';
import {
  listMailsOfPartner,
  type MailReader,
  mailsEn,
  mailsFr,
} from '../../modules/notifications/public.ts';
import { PartnerTabs } from '../../modules/partners/components/public.tsx';
import {
  dossierEn as en,
  dossierFr as fr,
  getPartner,
  listPartnerEvents,
  listPartnerNotes,
  mayReadPrivate,
} from '../../modules/partners/public.ts';
import {
  listMovesOfPartner,
  partnershipsEn,
  partnershipsFr,
  type Stage,
} from '../../modules/partnerships/public.ts';
import { authorize } from '../../platform/access/access.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import { formatDay, formatInstant, formatNumber } from '../../platform/i18n/messages.ts';
import { EmptyState, PageHeader, Pager } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';

/** Something that happened, from whichever module knows of it. */
type Entry =
  | {
      readonly kind: 'record';
      readonly id: string;
      readonly at: string;
      readonly by: string;
      readonly event: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'move';
      readonly id: string;
      readonly at: string;
      readonly by: string;
      readonly partnershipId: string;
      readonly title: string;
      readonly from: Stage | null;
      readonly to: Stage;
      readonly reason: string;
    }
  | {
      readonly kind: 'note';
      readonly id: string;
      readonly at: string;
      readonly by: string;
      readonly body: string;
    }
  | {
      readonly kind: 'activity';
      readonly id: string;
      readonly at: string;
      readonly by: string;
      readonly what: string;
      readonly participations: number;
    }
  | {
      readonly kind: 'mail';
      readonly id: string;
      readonly at: string;
      readonly by: string;
      readonly subject: string;
      readonly readers: readonly MailReader[];
      readonly partnershipId: string | null;
    };

const KINDS = ['record', 'move', 'note', 'mail', 'activity'] as const;
const PAGE = 40;

export const loader = guard('partners.read', async ({ ctx, actor, scope, params, url }) => {
  const partner = await getPartner(ctx.db, scope, params.id ?? '');
  if (!partner) throw notFound();
  const notes = authorize(actor, 'notes.read');
  const partnerships = authorize(actor, 'partnerships.read');
  const activity = authorize(actor, 'activity.read');
  const contacts = authorize(actor, 'partner-contacts.read');
  const reached = await mayReadPrivate(ctx.db, contacts, partner.id);
  const [events, noted, moves, done, mails] = await Promise.all([
    listPartnerEvents(ctx.db, scope, authorize(actor, 'private-documents.read'), partner.id),
    notes ? listPartnerNotes(ctx.db, notes, partner.id) : [],
    partnerships ? listMovesOfPartner(ctx.db, partnerships, partner.id) : [],
    activity ? listActivity(ctx.db, activity, { partner: partner.id }, null, 200) : null,
    contacts && reached ? listMailsOfPartner(ctx.db, contacts, partner.id) : [],
  ]);
  const entries: Entry[] = [
    ...events.map((event) => ({
      kind: 'record' as const,
      id: event.id,
      at: event.at,
      by: event.by,
      event: event.kind,
      detail: event.detail.name ?? '',
    })),
    ...noted.map((note) => ({
      kind: 'note' as const,
      id: note.id,
      at: note.createdAt,
      by: note.author,
      body: note.body,
    })),
    ...moves.map((move) => ({ kind: 'move' as const, ...move })),
    ...mails.map((mail) => ({ kind: 'mail' as const, by: '', ...mail })),
    ...(done?.items ?? []).map((row) => ({
      kind: 'activity' as const,
      id: row.id,
      at: row.happenedOn,
      by: '',
      what: row.kind,
      participations: row.participations,
    })),
  ];
  const wanted = KINDS.find((kind) => kind === url.searchParams.get('quoi')) ?? null;
  const shown = entries
    .filter((entry) => !wanted || entry.kind === wanted)
    .sort((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));
  const page = Math.max(0, Math.trunc(Number(url.searchParams.get('page')) || 0));
  return {
    partner: { id: partner.id, name: partner.name },
    entries: shown.slice(page * PAGE, (page + 1) * PAGE),
    wanted,
    page,
    more: shown.length > (page + 1) * PAGE,
  };
});

export default function PartnerHistory({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const { partner, entries, wanted, page, more } = loaderData;
  const path = `/partenaires/${partner.id}/historique`;
  const address = (quoi: string | null, at: number): string => {
    const search = new URLSearchParams();
    if (quoi) search.set('quoi', quoi);
    if (at > 0) search.set('page', String(at));
    return search.size > 0 ? `${path}?${search}` : path;
  };
  return (
    <>
      <title>{`${t.historyTitle} – ${partner.name} — Maillage`}</title>
      <PageHeader
        title={t.historyTitle}
        lead={t.historyLead}
        crumbs={[{ label: partner.name, to: `/partenaires/${partner.id}` }]}
      />
      <PartnerTabs id={partner.id} />
      <nav aria-label={t.filter} className="mb-5">
        <ul className="flex flex-wrap gap-2">
          {[null, ...KINDS].map((kind) => (
            <li key={kind ?? 'all'}>
              <Link
                className={wanted === kind ? 'btn btn-small' : 'btn btn-quiet btn-small'}
                aria-current={wanted === kind ? 'true' : undefined}
                to={address(kind, 0)}
              >
                {kind ? t.kinds[kind] : t.showAll}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {entries.length === 0 ? <EmptyState title={t.none} /> : null}
      <ol className="grid gap-3">
        {entries.map((entry) => (
          <li key={`${entry.kind}${entry.id}`} className="border-l-4 border-line pl-3">
            <Line entry={entry} />
          </li>
        ))}
      </ol>
      <Pager
        next={more ? address(wanted, page + 1) : null}
        first={page > 0 ? address(wanted, 0) : null}
      />
    </>
  );
}

function Line({ entry }: { entry: Entry }) {
  const t = useText({ fr, en });
  const s = useText({ fr: partnershipsFr, en: partnershipsEn });
  const a = useText({ fr: activityFr, en: activityEn });
  const m = useText({ fr: mailsFr, en: mailsEn });
  const locale = useLocale();
  const when =
    entry.at.length === 10 ? formatDay(locale, entry.at) : formatInstant(locale, entry.at);
  const kinds: Readonly<Record<string, string>> = a.kinds;
  return (
    <>
      {entry.kind === 'record' ? (
        <p className="font-semibold">
          {t.events[entry.event] ?? entry.event}
          {entry.detail ? ` : ${entry.detail}` : ''}
        </p>
      ) : null}
      {entry.kind === 'move' ? (
        <>
          <p className="font-semibold">
            <Link to={`/partenariats/${entry.partnershipId}`}>{t.moved(entry.title)}</Link>
          </p>
          <p>
            {entry.from ? s.page.moved(s.stages[entry.from], s.stages[entry.to]) : s.page.created}
          </p>
          {entry.reason ? <p className="whitespace-pre-line">{entry.reason}</p> : null}
        </>
      ) : null}
      {entry.kind === 'note' ? (
        <>
          <p className="font-semibold">{t.note}</p>
          <p className="whitespace-pre-line">{entry.body}</p>
        </>
      ) : null}
      {entry.kind === 'mail' ? (
        <>
          <p className="font-semibold">
            {entry.partnershipId ? (
              <Link to={`/partenariats/${entry.partnershipId}`}>{m.mail(entry.subject)}</Link>
            ) : (
              m.mail(entry.subject)
            )}
          </p>
          <p>{entry.readers.map((one) => m.readers[one]).join(', ')}</p>
        </>
      ) : null}
      {entry.kind === 'activity' ? (
        <p className="font-semibold">
          <Link to={`/activite/${entry.id}`}>
            {t.activity(
              kinds[entry.what] ?? entry.what,
              formatNumber(locale, entry.participations),
            )}
          </Link>
        </p>
      ) : null}
      <p className="hint">
        {when} {entry.by}
      </p>
    </>
  );
}
