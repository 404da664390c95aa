import { Link } from 'react-router';
import { CommitmentTag } from '../../modules/alliance/components/public.tsx';
import { PublicHostings } from '../../modules/partnerships/components/public.tsx';
import {
  getPublicPartnership,
  hostingEn,
  hostingFr,
  listPublicHostings,
  partnershipsEn,
  partnershipsFr,
} from '../../modules/partnerships/public.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import { formatDay, today } from '../../platform/i18n/messages.ts';
import { Notice, PageHeader, Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { WebLink } from '../../ui/web-link.tsx';
import { en } from '../pages/messages.en.ts';
import { fr } from '../pages/messages.fr.ts';

export const loader = guard(
  { permission: 'NONE', limit: { name: 'published', calls: 300, seconds: 600 } },
  async ({ ctx, params }) => {
    const found = await getPublicPartnership(ctx.db, params.slug ?? '');
    if (!found) throw notFound();
    const hosted = await listPublicHostings(
      ctx.db,
      { publishedPartnership: found.id },
      today(ctx.now),
    );
    return { found, hosted };
  },
);

export default function Published({ loaderData: { found, hosted } }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const types = useText({ fr: partnershipsFr, en: partnershipsEn }).types;
  const h = useText({ fr: hostingFr, en: hostingEn });
  const locale = useLocale();
  return (
    <>
      <title>{`${found.title} — Maillage`}</title>
      <PageHeader
        title={found.title}
        crumbs={[{ label: t.published.title, to: '/alliance' }]}
        over={
          <>
            <CommitmentTag commitment={found.commitment} />
            {found.furtherCommitments.map((commitment) => (
              <CommitmentTag key={commitment} commitment={commitment} />
            ))}
          </>
        }
        lead={
          <p>
            {t.published.with(found.partnerName)} · {types[found.type]} · {found.departmentName}
            {found.since ? ` · ${t.published.since(formatDay(locale, found.since))}` : ''}
          </p>
        }
      />
      <p className="mb-8 max-w-3xl whitespace-pre-line text-lg">{found.text}</p>
      {found.places.length > 0 ? (
        <Section title={t.published.where} id="ou">
          <ul className="list-disc pl-5">
            {found.places.map((place) => (
              <li key={`${place.name}${place.communeName}`}>
                {place.name}, {place.communeName}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {hosted.length > 0 ? (
        <Section title={h.onPublished} id="hebergement">
          <PublicHostings rows={hosted} />
        </Section>
      ) : null}
      {found.partnerWebsite ? (
        <p className="mb-6">
          <WebLink to={found.partnerWebsite}>{t.published.website}</WebLink>
        </p>
      ) : null}
      <Notice title={t.published.joinTitle}>
        <Link to="/rejoindre">{t.home.join}</Link>
      </Notice>
    </>
  );
}
