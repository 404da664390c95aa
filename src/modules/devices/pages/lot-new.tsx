import { data, Form, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import type { FormValues } from '../../../platform/http/conflict.ts';
import { parseForm } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SuggestField } from '../../../ui/suggest.tsx';
import { recordablePartnerships } from '../../activity/public.ts';
import { receiveLot } from '../commands.ts';
import { lotInput } from '../contract.ts';
import { DEVICE_KINDS, ORIGINS } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { lookUpPlace, refused } from './read-form.ts';

export const loader = guard('devices.write', async ({ ctx, actor }) => {
  const record = authorize(actor, 'activity.record');
  return {
    id: newId(),
    today: today(ctx.now),
    partnerships: record ? await recordablePartnerships(ctx.db, record, null) : [],
  };
});

export const action = guard('devices.write', async ({ ctx, scope, request }) => {
  const form = await request.formData();
  await lookUpPlace(ctx.db, form, 'placeId');
  const parsed = parseForm(lotInput, form);
  if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
  const id = String(form.get('id') ?? '');
  const done = await receiveLot(ctx, scope, parsed.value, isUuid(id) ? id : newId());
  if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
  throw redirect(`/equipements/lots/${done.value.id}?fait=1`);
});

export default function NewLot({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const f = t.lotForm;
  const values: FormValues = actionData?.values ?? {};
  const errors = actionData?.errors;
  const text = (name: string): string => String(values[name] ?? '');
  const field = (name: string) => ({ name, errors, defaultValue: text(name) });
  const { maker, model, origin, quantity, price, partnershipId, placeId, receivedOn, note } = f;
  return (
    <>
      <title>{`${f.title} — Maillage`}</title>
      <PageHeader title={f.title} lead={f.lead} crumbs={[{ label: t.title, to: '/equipements' }]} />
      {loaderData.partnerships.length === 0 ? (
        <EmptyState title={f.noPartnership} />
      ) : (
        <>
          <ErrorSummary
            errors={errors}
            labels={{
              kind: t.kind,
              maker,
              model,
              origin,
              quantity,
              price,
              partnershipId,
              placeId,
              receivedOn,
              note,
            }}
          />
          <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
            <input type="hidden" name="id" value={text('id') || loaderData.id} />
            <ChoiceField
              name="kind"
              label={t.kind}
              required
              errors={errors}
              chosen={[text('kind')]}
              options={DEVICE_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
            />
            <div className="grid gap-5 sm:grid-cols-2">
              <TextField {...field('maker')} label={maker} required />
              <TextField {...field('model')} label={model} required />
              <TextField {...field('quantity')} label={quantity} required inputMode="numeric" />
              <TextField
                name="price"
                label={price}
                hint={f.priceHint}
                required
                errors={errors}
                defaultValue={text('price') || '0'}
              />
            </div>
            <ChoiceField
              name="origin"
              label={origin}
              required
              errors={errors}
              chosen={[text('origin')]}
              options={ORIGINS.map((value) => ({ value, label: f.origins[value] }))}
            />
            <SelectField
              {...field('partnershipId')}
              label={partnershipId}
              required
              options={loaderData.partnerships.map(({ id, title, partnerName }) => ({
                value: id,
                label: `${title} — ${partnerName}`,
              }))}
            />
            <div className="grid gap-5 sm:grid-cols-2">
              <SuggestField
                name="placeId"
                label={placeId}
                hint={f.placeHint}
                required
                errors={errors}
                source="/suggestions/lieux"
                defaultId={text('placeId')}
                defaultText={text('placeIdText')}
              />
              <TextField
                name="receivedOn"
                label={receivedOn}
                type="date"
                required
                errors={errors}
                defaultValue={text('receivedOn') || loaderData.today}
              />
            </div>
            <TextField {...field('note')} label={note} hint={f.noteHint} rows={2} />
            <div>
              <button type="submit" className="btn">
                {f.save}
              </button>
            </div>
          </Form>
        </>
      )}
    </>
  );
}
