import { data, Form, redirect } from 'react-router';
import { newId } from '../../../platform/db/ids.ts';
import type { FormValues } from '../../../platform/http/conflict.ts';
import { parseForm } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { ChoiceField, ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listDevices } from '../queries.ts';
import { listStock } from '../stock/queries.ts';
import { sendDevices } from '../transfers/commands.ts';
import { transferInput } from '../transfers/contract.ts';
import { lookUpPlace, refused } from './read-form.ts';

export const loader = guard('devices.write', async ({ ctx, scope, url }) => {
  const stock = (await listStock(ctx.db, scope)).filter(({ inStock }) => inStock > 0);
  const places = [...new Map(stock.map(({ place }) => [place.id, place])).values()];
  const wanted = url.searchParams.get('lieu') ?? '';
  const place = places.find(({ id }) => id === wanted) ?? (places.length === 1 ? places[0] : null);
  return {
    id: newId(),
    places,
    place: place ?? null,
    devices: place ? await listDevices(ctx.db, scope, { place: place.id, state: 'in-stock' }) : [],
  };
});

export const action = guard('devices.write', async ({ ctx, scope, services, request }) => {
  const form = await request.formData();
  await lookUpPlace(ctx.db, form, 'toPlaceId');
  const parsed = parseForm(transferInput, form, (values) => ({
    ...values,
    deviceIds: values['deviceIds[]'] ?? [],
  }));
  if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
  const done = await sendDevices(ctx, scope, parsed.value);
  if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
  services.wake();
  throw redirect(`/equipements/transferts/${done.value.id}?fait=1`);
});

export default function NewTransfer({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const f = t.transfers;
  const { places, place, devices } = loaderData;
  const values: FormValues = actionData?.values ?? {};
  const errors = actionData?.errors;
  const text = (name: string): string => String(values[name] ?? '');
  return (
    <>
      <title>{`${f.add} — Maillage`}</title>
      <PageHeader
        title={f.add}
        crumbs={[
          { label: t.title, to: '/equipements' },
          { label: f.title, to: '/equipements/transferts' },
        ]}
      />
      {places.length === 0 ? <EmptyState title={t.handOutForm.nothing} /> : null}
      {places.length > 1 ? (
        <SearchForm columns="sm:grid-cols-[2fr_auto]">
          <SelectField
            key={place?.id ?? ''}
            name="lieu"
            label={f.from}
            required
            defaultValue={place?.id ?? ''}
            options={places.map(({ id, name, communeName }) => ({
              value: id,
              label: `${name}, ${communeName}`,
            }))}
          />
          <button type="submit" className="btn btn-quiet">
            {t.handOutForm.choosePlace}
          </button>
        </SearchForm>
      ) : null}
      {place ? (
        <>
          <ErrorSummary
            errors={errors}
            labels={{ deviceIds: f.devices, toPlaceId: f.to, note: f.note }}
          />
          <Form key={place.id} method="post" className="card grid max-w-3xl gap-5" noValidate>
            <input type="hidden" name="id" value={text('id') || loaderData.id} />
            <input type="hidden" name="fromPlaceId" value={place.id} />
            <ChoiceField
              name="deviceIds"
              label={f.devices}
              required
              several
              errors={errors}
              chosen={[values['deviceIds[]'] ?? []].flat()}
              options={devices.map((one) => ({
                value: one.id,
                label: `${one.number} · ${one.maker} ${one.model}`,
              }))}
            />
            <SuggestField
              name="toPlaceId"
              label={f.to}
              hint={t.lotForm.placeHint}
              required
              errors={errors}
              source="/suggestions/lieux"
              defaultId={text('toPlaceId')}
              defaultText={text('toPlaceIdText')}
            />
            <TextField
              name="note"
              label={f.note}
              hint={t.device.noteHint}
              errors={errors}
              defaultValue={text('note')}
            />
            <div>
              <button type="submit" className="btn">
                {f.send}
              </button>
            </div>
          </Form>
        </>
      ) : null}
    </>
  );
}
