import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { allianceEn, allianceFr, DOORS, isDoor } from '../../alliance/public.ts';
import { en } from '../join/messages.en.ts';
import { fr } from '../join/messages.fr.ts';
import { followJoin } from '../join/queries.ts';

export const loader = guard(
  { permission: 'NONE', limit: { name: 'join-follow', calls: 60, seconds: 600 } },
  async ({ ctx, params }) => ({
    request: await followJoin(ctx.db, params.secret ?? ''),
  }),
);

/** Where else an organisation may ask. */
function Doors({ doors }: { doors: readonly string[] }) {
  const t = useText({ fr, en });
  const names = useText({ fr: allianceFr, en: allianceEn }).doors;
  const known = doors.filter(isDoor);
  if (known.length === 0) return null;
  return (
    <>
      <h2 className="mt-5 mb-2">{t.doorsTitle}</h2>
      <ul className="list-disc pl-5">
        {known.map((door) => (
          <li key={door}>
            <a href={DOORS[door]}>{names[door]}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

export default function JoinFollow({ loaderData: { request } }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <>
      <title>{`${t.followTitle} — Maillage`}</title>
      <meta name="robots" content="noindex" />
      <PageHeader title={request ? request.organisation : t.linkUnknownTitle} />
      {request ? (
        <div className="card max-w-2xl">
          <p className="text-xl font-bold">{t.status[request.status]}</p>
          <p className="hint">{t.asked(formatDay(locale, request.createdAt.slice(0, 10)))}</p>
          {request.status === 'new' ? <p>{t.answerBy(formatDay(locale, request.dueOn))}</p> : null}
          {request.refusal ? <p className="mt-3">{t.refusals[request.refusal]}</p> : null}
          {request.answer ? <p className="mt-3 whitespace-pre-line">{request.answer}</p> : null}
          <Doors doors={request.doors} />
        </div>
      ) : (
        <Notice tone="warning">
          <p>{t.linkUnknown}</p>
          <Link to="/rejoindre">{t.title}</Link>
        </Notice>
      )}
    </>
  );
}
