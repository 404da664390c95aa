import { COMMITMENTS } from '../../modules/alliance/public.ts';
import { listPublicPartnerships } from '../../modules/partnerships/public.ts';
import { guard } from '../../platform/http/route.ts';
import { EmptyState, PageHeader } from '../../ui/layout.tsx';
import { useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { en } from '../pages/messages.en.ts';
import { fr } from '../pages/messages.fr.ts';
import { PublishedCards } from './published-cards.tsx';

export const loader = guard(
  { permission: 'NONE', limit: { name: 'published', calls: 300, seconds: 600 } },
  async ({ ctx, url }) => ({
    rows: await listPublicPartnerships(
      ctx.db,
      { commitment: COMMITMENTS.find((value) => value === url.searchParams.get('engagement')) },
      120,
    ),
  }),
);

export default function PublishedList({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.published.title} — Maillage`}</title>
      <PageHeader title={t.published.title} lead={t.published.lead} />
      {loaderData.rows.length === 0 ? (
        <EmptyState title={t.home.nonePublished} />
      ) : (
        <PublishedCards heading="h2" rows={loaderData.rows} />
      )}
    </>
  );
}
