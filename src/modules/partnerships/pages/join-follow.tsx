import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { followJoin } from '../join/queries.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export const loader = guard('NONE', async ({ ctx, params }) => ({
  request: await followJoin(ctx.db, params.secret ?? ''),
}));

export default function JoinFollow({ loaderData: { request } }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <>
      <title>{`${t.join.followTitle} — Maillage`}</title>
      <meta name="robots" content="noindex" />
      <PageHeader title={request ? request.organisation : t.join.linkUnknownTitle} />
      {request ? (
        <div className="card max-w-2xl">
          <p className="text-xl font-bold">{t.join.status[request.status]}</p>
          <p className="hint">{t.join.asked(formatDay(locale, request.createdAt.slice(0, 10)))}</p>
          {request.answer ? <p className="mt-3 whitespace-pre-line">{request.answer}</p> : null}
        </div>
      ) : (
        <Notice tone="warning">
          <p>{t.join.linkUnknown}</p>
          <Link to="/rejoindre">{t.join.title}</Link>
        </Notice>
      )}
    </>
  );
}
