import { Bar } from '../../../ui/figure.tsx';
import { useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { Funnel } from '../news/queries.ts';

const STAGES = [
  'given',
  'accepted',
  'came',
  'withResult',
  'refused',
  'withdrawn',
  'absent',
] as const;

/** What became of orientations, as a table that is read aloud as well as it is seen. */
export function FunnelTable({
  funnel,
  share,
}: {
  funnel: Funnel;
  share: (ratio: number) => string;
}) {
  const t = useText({ fr, en }).news;
  const of = (stage: (typeof STAGES)[number]): number =>
    funnel.given === 0 ? 0 : funnel[stage] / funnel.given;
  return (
    <DataTable
      caption={t.funnel}
      captionHidden
      rows={STAGES}
      rowKey={(stage) => stage}
      columns={[
        { key: 'stage', label: t.stage, room: 'long', cell: (stage) => t.stages[stage] },
        { key: 'count', label: t.count, numeric: true, cell: (stage) => funnel[stage] },
        {
          key: 'share',
          label: t.share,
          cell: (stage) => (
            <>
              {share(of(stage))}
              <Bar share={of(stage)} />
            </>
          ),
        },
      ]}
    />
  );
}
