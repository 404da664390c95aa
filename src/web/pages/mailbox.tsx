import { authorize } from '../../platform/access/access.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import { formatInstant } from '../../platform/i18n/messages.ts';
import { EmptyState, PageHeader } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { en } from '../house/messages.en.ts';
import { fr } from '../house/messages.fr.ts';

/** Open to all in a demonstration, where nobody is real; else to the administrator only. */
export const loader = guard('NONE', async ({ ctx, actor, services }) => {
  if (!services.mailbox) throw notFound();
  if (!services.demonstration && !authorize(actor, 'mailbox.read')) throw notFound();
  const rows = await ctx.db
    .selectFrom('mailbox_message')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  return {
    messages: rows.map((row) => ({
      id: row.id,
      recipient: row.recipient,
      subject: row.subject,
      body: row.body,
      link: /https?:\/\/\S+/.exec(row.body)?.[0] ?? null,
      at: row.sent_at.toISOString(),
    })),
  };
});

export default function Mailbox({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <>
      <title>{`${t.mailbox.title} — Maillage`}</title>
      <PageHeader title={t.mailbox.title} lead={t.mailbox.lead} />
      {loaderData.messages.length === 0 ? <EmptyState title={t.mailbox.none} /> : null}
      <ul className="grid gap-4">
        {loaderData.messages.map((message) => (
          <li key={message.id} className="card">
            <h2 className="text-lg">{message.subject}</h2>
            <p className="hint">
              {t.mailbox.to(message.recipient)} · {formatInstant(locale, message.at)}
            </p>
            <p className="my-3 whitespace-pre-line">{message.body}</p>
            {message.link ? (
              <a className="btn btn-quiet btn-small" href={message.link}>
                {t.mailbox.open}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
