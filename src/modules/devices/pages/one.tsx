import { data, Form, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { moveDevice, noteSerial } from '../commands.ts';
import { usePrice } from '../components/say-price.tsx';
import { moveInput, serialInput } from '../contract.ts';
import { isOut, PLAIN_MOVES, stateAfter } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayHandle } from '../policy.ts';
import { getDevice, listDeviceEvents } from '../queries.ts';

export const loader = guard('devices.read', async ({ ctx, actor, scope, params, url }) => {
  const device = await getDevice(ctx.db, scope, params.id ?? '');
  if (!device) throw notFound();
  const write = authorize(actor, 'devices.write');
  const give = authorize(actor, 'devices.hand-out');
  return {
    device,
    events: await listDeviceEvents(ctx.db, device.id),
    mayWrite: write !== null && mayHandle(write, device.owned),
    mayGive: give !== null && mayHandle(give, device.owned),
    saved: url.searchParams.get('fait') === '1',
  };
});

export const action = guard('devices.write', async ({ ctx, scope, request, params }) => {
  const device = await getDevice(ctx.db, scope, params.id ?? '');
  if (!device) throw notFound();
  const form = await request.formData();
  const refused = (errors: readonly FieldError[], status: number) =>
    data({ errors, values: formValues(form) }, { status });
  const serial = form.get('what') === 'serial';
  const parsed = serial ? parseForm(serialInput, form) : parseForm(moveInput, form);
  if (!parsed.ok) return refused(parsed.errors, 422);
  const done =
    'move' in parsed.value
      ? await moveDevice(ctx, scope, device.id, parsed.value)
      : await noteSerial(ctx, scope, device.id, parsed.value.serial);
  if (done.ok) throw redirect(`/equipements/${device.id}?fait=1`);
  if (done.failure.code === 'not-found') throw notFound();
  return refused([done.failure], 409);
});

export default function Device({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const price = usePrice();
  const { device, events, mayWrite, mayGive, saved } = loaderData;
  const moves = PLAIN_MOVES.filter((move) => stateAfter(device.state, move) !== null);
  const current = isOut(device.state) ? events.find(({ handOutId }) => handOutId) : undefined;
  const text = (name: string): string => String(actionData?.values[name] ?? '');
  return (
    <>
      <title>{`${device.number} — Maillage`}</title>
      <PageHeader
        title={device.number}
        crumbs={[{ label: t.title, to: '/equipements' }]}
        over={<span className="tag">{t.states[device.state]}</span>}
        lead={
          <>
            {t.kinds[device.kind]}, {device.maker} {device.model} · {price(device.priceCents)}
            <br />
            <Link to={`/equipements?lieu=${device.place.id}`}>{device.place.name}</Link>,{' '}
            {device.place.communeName} ·{' '}
            <Link to={`/equipements/lots/${device.lotId}`}>{t.lot}</Link>
          </>
        }
        actions={
          <>
            {current && mayGive ? (
              <Link className="btn" to={`/equipements/remises/${current.handOutId}`}>
                {t.device.handOut}
              </Link>
            ) : null}
            {device.state === 'in-stock' && mayGive ? (
              <Link
                className="btn"
                to={`/equipements/remise?lieu=${device.place.id}&appareil=${device.id}`}
              >
                {t.device.give}
              </Link>
            ) : null}
          </>
        }
      />
      {saved && !actionData ? (
        <Notice tone="ok" live>
          {t.device.saved}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={actionData?.errors}
        labels={{ move: t.device.what, note: t.device.note, serial: t.device.serial }}
      />
      {mayWrite && moves.length > 0 ? (
        <Form
          key={device.version}
          method="post"
          className="card mb-6 grid max-w-3xl gap-5"
          noValidate
        >
          <input type="hidden" name="version" value={device.version} />
          <ChoiceField
            name="move"
            label={t.device.what}
            required
            errors={actionData?.errors}
            chosen={[text('move')]}
            options={moves.map((value) => ({ value, label: t.device.moves[value] }))}
          />
          <TextField
            name="note"
            label={t.device.note}
            hint={t.device.noteHint}
            errors={actionData?.errors}
            defaultValue={text('note')}
          />
          <div>
            <button type="submit" className="btn">
              {t.device.save}
            </button>
          </div>
        </Form>
      ) : null}
      {mayWrite ? (
        <Form
          method="post"
          className="card mb-8 grid max-w-3xl items-end gap-4 sm:grid-cols-[2fr_auto]"
          noValidate
        >
          <input type="hidden" name="what" value="serial" />
          <TextField
            name="serial"
            label={t.device.serial}
            errors={actionData?.errors}
            defaultValue={text('serial') || (device.serial ?? '')}
          />
          <button type="submit" className="btn btn-quiet">
            {t.device.serialSave}
          </button>
        </Form>
      ) : null}
      <Section id="histoire" title={t.device.history}>
        <DataTable
          stacked
          caption={t.device.history}
          captionHidden
          rows={events}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'what',
              label: t.state,
              cell: (row) => {
                const words = t.device.moves[row.move as keyof typeof t.device.moves];
                if (row.handOutId && mayGive)
                  return <Link to={`/equipements/remises/${row.handOutId}`}>{words}</Link>;
                return row.transferId ? (
                  <Link to={`/equipements/transferts/${row.transferId}`}>{words}</Link>
                ) : (
                  words
                );
              },
            },
            { key: 'when', label: t.device.when, cell: (row) => formatInstant(locale, row.at) },
            { key: 'place', label: t.place, cell: (row) => row.placeName },
            { key: 'who', label: t.device.who, cell: (row) => row.by ?? '—' },
            { key: 'note', label: t.device.note, room: 'long', cell: (row) => row.note || '—' },
          ]}
        />
      </Section>
    </>
  );
}
