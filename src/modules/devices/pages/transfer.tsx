import { data, Form, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { receiveDevices } from '../transfers/commands.ts';
import { getTransfer, listTransferItems } from '../transfers/queries.ts';

export const loader = guard('devices.read', async ({ ctx, actor, scope, params, url }) => {
  const transfer = await getTransfer(ctx.db, scope, params.id ?? '');
  if (!transfer) throw notFound();
  const write = authorize(actor, 'devices.write');
  const there =
    write !== null &&
    (write.everywhere ||
      write.departments.has(transfer.to.departmentCode) ||
      write.places.has(transfer.to.id) ||
      write.organisations.size > 0);
  return {
    transfer,
    items: await listTransferItems(ctx.db, transfer.id),
    mayReceive: there && transfer.receivedAt === null,
    sent: url.searchParams.get('fait') === '1',
  };
});

export const action = guard('devices.write', async (args) => {
  const { ctx, actor, scope, services, request, params } = args;
  const read = authorize(actor, 'devices.read');
  const transfer = read ? await getTransfer(ctx.db, read, params.id ?? '') : null;
  if (!transfer) throw notFound();
  const form = await request.formData();
  const received = form.getAll('received[]').map(String);
  const done = await receiveDevices(ctx, scope, transfer.id, { received });
  if (!done.ok) return data({ errors: [done.failure] }, { status: 409 });
  services.wake();
  throw redirect(`/equipements/transferts/${transfer.id}`);
});

export default function Transfer({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const f = t.transfers;
  const locale = useLocale();
  const { transfer, items, mayReceive, sent } = loaderData;
  const title = f.one(transfer.from.name, transfer.to.name);
  return (
    <>
      <title>{`${f.title} — Maillage`}</title>
      <PageHeader
        title={title}
        crumbs={[
          { label: t.title, to: '/equipements' },
          { label: f.title, to: '/equipements/transferts' },
        ]}
        lead={
          <>
            {f.sent} {formatInstant(locale, transfer.sentAt)}
            {transfer.note ? (
              <>
                <br />
                {transfer.note}
              </>
            ) : null}
          </>
        }
        over={
          <span className="tag">
            {transfer.receivedAt ? f.missing(transfer.missing) : f.waiting}
          </span>
        }
      />
      {sent ? (
        <Notice tone="ok" live>
          {f.sentDone}
        </Notice>
      ) : null}
      <ErrorSummary errors={actionData?.errors} labels={{}} />
      {mayReceive ? (
        <Form method="post" className="card mb-6 grid max-w-3xl gap-4" noValidate>
          <fieldset>
            <legend>{f.arrived}</legend>
            <p className="hint">{f.arrivedHint}</p>
            {items.map((item) => (
              <label key={item.id} className="choice">
                <input type="checkbox" name="received[]" value={item.id} defaultChecked />
                <span>
                  {item.number} · {t.kinds[item.kind]}, {item.maker} {item.model}
                </span>
              </label>
            ))}
          </fieldset>
          <div>
            <button type="submit" className="btn">
              {f.receive}
            </button>
          </div>
        </Form>
      ) : (
        <DataTable
          stacked
          caption={f.count}
          captionHidden
          rows={items}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'number',
              label: t.number,
              cell: (row) => <Link to={`/equipements/${row.id}`}>{row.number}</Link>,
            },
            { key: 'model', label: t.model, cell: (row) => `${row.maker} ${row.model}` },
            {
              key: 'outcome',
              label: f.outcome,
              cell: (row) => (row.outcome ? f.outcomes[row.outcome] : f.waiting),
            },
          ]}
        />
      )}
    </>
  );
}
