import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { en } from '../join/messages.en.ts';
import { fr } from '../join/messages.fr.ts';
import { followJoin } from '../join/queries.ts';

export const loader = guard('NONE', async ({ ctx, params }) => ({
  request: await followJoin(ctx.db, params.secret ?? ''),
}));

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
          {request.answer ? <p className="mt-3 whitespace-pre-line">{request.answer}</p> : null}
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
