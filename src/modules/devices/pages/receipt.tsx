import { data, Form, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { PrintButton } from '../../../ui/print-button.tsx';
import { SignatureView } from '../../../ui/signature-pad.tsx';
import { keeperOfFile } from '../../follow-up/public.ts';
import { usePrice } from '../components/say-price.tsx';
import { takeBack } from '../hand-outs/commands.ts';
import { returnInput } from '../hand-outs/contract.ts';
import { RETURNS } from '../hand-outs/domain.ts';
import { getHandOut, readSignature } from '../hand-outs/queries.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export const loader = guard('devices.hand-out', async (args) => {
  const { ctx, actor, scope, services, params, url } = args;
  const found = await getHandOut(ctx.db, scope, params.id ?? '');
  if (!found) throw notFound();
  const { personId, ...row } = found;
  const follow = authorize(actor, 'follow-up.write');
  // A file is named to who may open it, and to nobody else.
  const mine =
    personId !== null && follow !== null && (await keeperOfFile(ctx.db, follow, personId)) !== null;
  return {
    row,
    file: mine ? personId : null,
    proof: await readSignature(ctx.db, services.secret, row.id),
    done: url.searchParams.get('fait') === '1',
  };
});

export const action = guard('devices.hand-out', async ({ ctx, scope, request, params }) => {
  const form = await request.formData();
  const found = await getHandOut(ctx.db, scope, params.id ?? '');
  if (!found) throw notFound();
  const refused = (errors: readonly FieldError[], status: number) =>
    data({ errors, values: formValues(form) }, { status });
  const parsed = parseForm(returnInput, form);
  if (!parsed.ok) return refused(parsed.errors, 422);
  const done = await takeBack(ctx, scope, found.id, parsed.value);
  if (done.ok) throw redirect(`/equipements/${found.device.id}?fait=1`);
  if (done.failure.code === 'not-found') throw notFound();
  return refused([done.failure], 409);
});

/** The receipt, in plain words and without a name, and how the device comes back. */
export default function Receipt({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const r = t.receipt;
  const locale = useLocale();
  const price = usePrice();
  const { row, proof, file } = loaderData;
  const { device, seat } = row;
  const text = (name: string): string => String(actionData?.values[name] ?? '');
  return (
    <>
      <title>{`${device.number} — Maillage`}</title>
      <PageHeader
        title={r.title}
        lead={row.endedOn ? null : r.lead}
        crumbs={[
          { label: t.title, to: '/equipements' },
          { label: device.number, to: `/equipements/${device.id}` },
        ]}
      />
      {loaderData.done && !actionData ? (
        <div className="no-print">
          <Notice tone="ok" live>
            {r.done}
          </Notice>
        </div>
      ) : null}
      <ErrorSummary errors={actionData?.errors} labels={{ how: r.how, note: t.device.note }} />
      <p className="no-print mb-4 flex flex-wrap gap-3">
        <PrintButton label={t.print} />
        {file ? (
          <Link className="btn btn-quiet" to={`/suivis/${file}`}>
            {r.file}
          </Link>
        ) : null}
      </p>
      <div className="card mb-8 grid max-w-3xl gap-3 text-xl">
        <p>{r.you(t.kinds[device.kind].toLowerCase(), `${device.maker} ${device.model}`)}</p>
        <p className="font-bold">{r.number(device.number)}</p>
        <p>{r.where(row.placeName, formatDay(locale, row.handedOn))}</p>
        {row.terms === 'given' ? (
          <p>
            {r.given} {row.priceCents > 0 ? r.paid(price(row.priceCents)) : r.free}
          </p>
        ) : (
          <p className="font-bold">{row.dueOn ? r.lent(formatDay(locale, row.dueOn)) : null}</p>
        )}
        {seat ? (
          <p>
            {seat.state === 'waiting' ? r.waiting : r.workshop} <strong>{r.code(seat.code)}</strong>{' '}
            <Link to={`/inscriptions/${seat.code}`}>{r.seatLink}</Link>
          </p>
        ) : null}
        <p>{r.help(device.partnerName)}</p>
        {row.endedOn && row.endedBy ? (
          <p>
            {r.over(
              t.device.moves[row.endedBy as keyof typeof t.device.moves],
              formatDay(locale, row.endedOn),
            )}
          </p>
        ) : null}
      </div>
      <Section id="accord" title={t.handOutForm.agreementTitle}>
        <p className="mb-3 max-w-3xl">{t.handOutForm.text}</p>
        {proof?.strokes ? <SignatureView strokes={proof.strokes} label={r.signed} /> : null}
        {proof?.witness ? <p>{r.spoken(proof.witness)}</p> : null}
        {proof ? null : <p>{r.forgotten}</p>}
      </Section>
      {row.endedOn ? null : (
        <section className="no-print" aria-labelledby="retour">
          <h2 id="retour" className="mb-3">
            {r.back}
          </h2>
          <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
            <input type="hidden" name="version" value={device.version} />
            <ChoiceField
              name="how"
              label={r.how}
              required
              errors={actionData?.errors}
              chosen={[text('how')]}
              options={RETURNS.map((value) => ({ value, label: r.hows[value] }))}
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
                {r.backSave}
              </button>
            </div>
          </Form>
        </section>
      )}
    </>
  );
}
