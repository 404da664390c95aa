import { Link } from 'react-router';
import { CommitmentIcon } from '../../modules/alliance/components/public.tsx';
import { allianceEn, allianceFr, COMMITMENTS } from '../../modules/alliance/public.ts';
import { dashboard } from '../../modules/impact/public.ts';
import { listPublicPartnerships } from '../../modules/partnerships/public.ts';
import { guard } from '../../platform/http/route.ts';
import { formatNumber } from '../../platform/i18n/messages.ts';
import { Figure } from '../../ui/figure.tsx';
import { Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { RoleHome } from '../home/role-home.tsx';
import { todayFor } from '../home/today.ts';
import { PublishedCards } from '../public/published-cards.tsx';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

export const loader = guard('NONE', async ({ ctx, actor }) => {
  if (actor.accountId) return { today: await todayFor(ctx), welcome: null };
  const figures = await dashboard(ctx.db, {}, ctx.now);
  // The present year has barely begun in January: the last whole year says more, once there is one.
  const lastFull =
    figures.byYear.findLast((row) => row.year < figures.year) ?? figures.byYear.at(-1) ?? null;
  return {
    today: null,
    welcome: {
      year: lastFull?.year ?? null,
      people: lastFull?.figures.persons.sum ?? 0,
      participations: lastFull?.figures.participations ?? 0,
      partnerships: figures.partnerships.active,
      published: await listPublicPartnerships(ctx.db, {}, 6),
    },
  };
});

export default function Home({ loaderData }: PageProps<typeof loader>) {
  if (loaderData.today) return <RoleHome today={loaderData.today} />;
  if (loaderData.welcome) return <Welcome welcome={loaderData.welcome} />;
  return null;
}

type WelcomeData = NonNullable<PageProps<typeof loader>['loaderData']['welcome']>;

function Welcome({ welcome }: { welcome: WelcomeData }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const n = (value: number) => formatNumber(locale, value, 0);
  return (
    <>
      <title>{`Maillage — ${t.home.title}`}</title>
      <div className="max-w-3xl py-6 sm:py-10">
        <h1 className="text-4xl sm:text-5xl">{t.home.title}</h1>
        <p className="my-5 text-xl text-muted">{t.home.lead}</p>
        <p className="flex flex-wrap gap-3">
          <Link className="btn" to="/aide">
            {t.home.help}
          </Link>
          <Link className="btn btn-quiet" to="/rejoindre">
            {t.home.join}
          </Link>
          <Link className="btn btn-quiet" to="/ateliers-ouverts">
            {t.home.workshops}
          </Link>
          <Link className="btn btn-quiet" to="/connexion">
            {t.home.signIn}
          </Link>
        </p>
      </div>
      <ol className="mb-10 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {t.home.steps.map(([title, text], index) => (
          <li key={title} className="card">
            <p aria-hidden="true" className="text-2xl font-bold text-brand">
              {index + 1}
            </p>
            <h2 className="text-lg">{title}</h2>
            <p className="mt-1 text-muted">{text}</p>
          </li>
        ))}
      </ol>
      {welcome.year ? (
        <Section title={t.home.figuresTitle(String(welcome.year))} id="chiffres">
          <div className="grid gap-4 sm:grid-cols-3">
            <Figure value={n(welcome.people)} label={t.home.people}>
              {t.home.peopleNote}
            </Figure>
            <Figure value={n(welcome.participations)} label={t.home.participations} />
            <Figure value={n(welcome.partnerships)} label={t.home.partnerships} />
          </div>
        </Section>
      ) : null}
      <Commitments />
      <Section
        title={t.home.publishedTitle}
        id="publies"
        aside={<Link to="/alliance">{t.home.allPublished}</Link>}
      >
        {welcome.published.length > 0 ? (
          <PublishedCards heading="h3" rows={welcome.published} />
        ) : (
          <p className="hint">{t.home.nonePublished}</p>
        )}
      </Section>
    </>
  );
}

function Commitments() {
  const t = useText({ fr, en });
  const names = useText({ fr: allianceFr, en: allianceEn });
  return (
    <Section title={t.home.commitmentsTitle} id="engagements">
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {COMMITMENTS.map((commitment) => (
          <li
            key={commitment}
            className={`card commitment-${commitment}`}
            style={{ background: 'var(--tone-soft)' }}
          >
            <CommitmentIcon commitment={commitment} size={30} />
            <h3 className="mt-2">{names.commitment[commitment]}</h3>
            <p className="mt-1">{t.home.commitments[commitment]}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
