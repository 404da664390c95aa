import { formatNumber, formatShare } from '../../../../platform/i18n/messages.ts';
import { Bar } from '../../../../ui/figure.tsx';
import { EmptyState, Section } from '../../../../ui/layout.tsx';
import { useLocale, useText } from '../../../../ui/locale.tsx';
import { DataTable } from '../../../../ui/table.tsx';
import { FunnelTable } from '../../../orientation/components/public.tsx';
import { type Funnel, orientationEn, orientationFr } from '../../../orientation/public.ts';
import { scaleOf } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { DigitalFigures } from '../queries.ts';

/** What became of those who were oriented, altogether, by difficulty and by kind of offer. */
export function Outcomes({
  figures: { funnel, byDifficulty, byOfferKind, territory },
}: {
  figures: Pick<DigitalFigures, 'funnel' | 'byDifficulty' | 'byOfferKind' | 'territory'>;
}) {
  const t = useText({ fr, en }).funnel;
  const o = useText({ fr: orientationFr, en: orientationEn });
  const locale = useLocale();
  return (
    <Section title={t.title} id="devenir">
      <p className="hint mb-3">{t.lead[scaleOf(territory.kind)]}</p>
      {funnel.given === 0 ? (
        <EmptyState title={t.none} />
      ) : (
        <>
          <FunnelTable funnel={funnel} share={(ratio) => formatShare(locale, ratio)} />
          <h3 className="mt-6 mb-2">{t.byDifficulty}</h3>
          <Parts
            caption={t.byDifficulty}
            head={t.difficulty}
            rows={byDifficulty.map(({ key, funnel }) => ({ name: o.difficulties[key], funnel }))}
          />
          <h3 className="mt-6 mb-2">{t.byOfferKind}</h3>
          <Parts
            caption={t.byOfferKind}
            head={t.offerKind}
            rows={byOfferKind.map(({ key, funnel }) => ({ name: o.kinds[key], funnel }))}
          />
        </>
      )}
    </Section>
  );
}

function Parts({
  caption,
  head,
  rows,
}: {
  caption: string;
  head: string;
  rows: readonly { readonly name: string; readonly funnel: Funnel }[];
}) {
  const t = useText({ fr, en }).funnel;
  const { stages } = useText({ fr: orientationFr, en: orientationEn }).news;
  const locale = useLocale();
  const given = rows.filter(({ funnel }) => funnel.given > 0);
  const share = ({ funnel }: (typeof rows)[number]): number => funnel.came / funnel.given;
  const count = (key: 'given' | 'accepted' | 'came' | 'withResult') => ({
    key,
    label: stages[key],
    numeric: true,
    cell: ({ funnel }: (typeof rows)[number]) => formatNumber(locale, funnel[key], 0),
  });
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={given}
      rowKey={(row) => row.name}
      columns={[
        { key: 'name', label: head, room: 'long', cell: (row) => row.name },
        count('given'),
        count('accepted'),
        count('came'),
        count('withResult'),
        {
          key: 'share',
          label: t.share,
          cell: (row) => (
            <>
              {formatShare(locale, share(row))}
              <Bar share={share(row)} />
            </>
          ),
        },
      ]}
    />
  );
}
