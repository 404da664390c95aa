import { data, Form, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import type { FormValues } from '../../../platform/http/conflict.ts';
import { parseForm } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { SignaturePad } from '../../../ui/signature-pad.tsx';
import { listFilesForChoice } from '../../follow-up/public.ts';
import { listSessions } from '../../workshops/public.ts';
import { AgreedBox } from '../components/agreed-box.tsx';
import { usePrice } from '../components/say-price.tsx';
import { handOut } from '../hand-outs/commands.ts';
import { handOutInput } from '../hand-outs/contract.ts';
import { AGREEMENTS, TERMS } from '../hand-outs/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listDevices } from '../queries.ts';
import { listStock } from '../stock/queries.ts';
import { refused } from './read-form.ts';

/** Sessions offered to get started. */
const OFFERED = 20;

export const loader = guard('devices.hand-out', async ({ ctx, actor, scope, services, url }) => {
  const stock = (await listStock(ctx.db, scope)).filter(({ inStock }) => inStock > 0);
  const places = [...new Map(stock.map(({ place }) => [place.id, place])).values()];
  const wanted = url.searchParams.get('lieu') ?? '';
  const place = places.find(({ id }) => id === wanted) ?? (places.length === 1 ? places[0] : null);
  const follow = authorize(actor, 'follow-up.write');
  const devices = place
    ? await listDevices(ctx.db, scope, { place: place.id, state: 'in-stock' })
    : [];
  const department = devices[0]?.owned.departmentCode;
  const register = authorize(actor, 'workshops.register');
  const coming = async (theme?: string) =>
    register && department
      ? (
          await listSessions(ctx.db, { after: ctx.now, department, free: true, theme })
        ).items.filter((one) => one.state === 'planned' && new Date(one.startsAt) > ctx.now)
      : [];
  const first = await coming('prendre_en_main_du_materiel');
  const sessions = (first.length > 0 ? first : await coming()).slice(0, OFFERED);
  return {
    id: newId(),
    places,
    place: place ?? null,
    device: url.searchParams.get('appareil') ?? '',
    devices,
    files: follow && place ? await listFilesForChoice(ctx, follow, services.secret) : [],
    sessions: sessions.map(({ id, title, startsAt, place: where, communeName }) => ({
      id,
      title,
      startsAt,
      where: `${where.name}, ${communeName}`,
    })),
  };
});

export const action = guard('devices.hand-out', async (args) => {
  const { ctx, actor, scope, services, request } = args;
  const form = await request.formData();
  const id = String(form.get('id') ?? '');
  const parsed = parseForm(handOutInput, form, (values) => ({
    ...values,
    id: isUuid(id) ? id : newId(),
    read: values.read === 'yes',
    signature: values.signature ?? '',
  }));
  if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
  const record = authorize(actor, 'activity.record');
  if (!record)
    return data(refused(form, [{ field: 'form', code: 'out-of-scope' }]), { status: 409 });
  const proof = {
    scope,
    record,
    follow: authorize(actor, 'follow-up.write'),
    register: authorize(actor, 'workshops.register'),
    secret: services.secret,
  };
  const done = await handOut(ctx, proof, parsed.value);
  if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
  services.wake();
  throw redirect(`/equipements/remises/${done.value.id}?fait=1`);
});

export default function HandOut({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const f = t.handOutForm;
  const { places, place, devices } = loaderData;
  return (
    <>
      <title>{`${f.title} — Maillage`}</title>
      <PageHeader title={f.title} lead={f.lead} crumbs={[{ label: t.title, to: '/equipements' }]} />
      {places.length === 0 ? (
        <EmptyState title={f.nothing} />
      ) : (
        <>
          {places.length > 1 ? (
            <SearchForm columns="sm:grid-cols-[2fr_auto]">
              <SelectField
                key={place?.id ?? ''}
                name="lieu"
                label={f.placeFirst}
                required
                defaultValue={place?.id ?? ''}
                options={places.map(({ id, name, communeName }) => ({
                  value: id,
                  label: `${name}, ${communeName}`,
                }))}
              />
              <button type="submit" className="btn btn-quiet">
                {f.choosePlace}
              </button>
            </SearchForm>
          ) : null}
          {place && devices.length === 0 ? <EmptyState title={f.nothingHere} /> : null}
          {devices.length > 0 ? <TheForm loaderData={loaderData} actionData={actionData} /> : null}
        </>
      )}
    </>
  );
}

function TheForm({
  loaderData,
  actionData,
}: Pick<PageProps<typeof loader, typeof action>, 'loaderData' | 'actionData'>) {
  const t = useText({ fr, en });
  const f = t.handOutForm;
  const locale = useLocale();
  const price = usePrice();
  const values: FormValues = actionData?.values ?? {};
  const errors = actionData?.errors;
  const text = (name: string): string => String(values[name] ?? '');
  const field = (name: string) => ({ name, errors, defaultValue: text(name) });
  return (
    <>
      <ErrorSummary
        errors={errors}
        labels={{
          deviceId: f.deviceId,
          terms: f.terms,
          dueOn: f.dueOn,
          personId: f.personId,
          sessionId: f.sessionId,
          agreement: f.agreement,
          signature: f.pad,
          witness: f.witness,
          read: f.agreementTitle,
        }}
      />
      <Form
        key={loaderData.place?.id ?? ''}
        method="post"
        className="grid max-w-3xl gap-6"
        noValidate
      >
        <input type="hidden" name="id" value={text('id') || loaderData.id} />
        <div className="card grid gap-5">
          <SelectField
            name="deviceId"
            label={f.deviceId}
            required
            errors={errors}
            defaultValue={text('deviceId') || loaderData.device}
            options={loaderData.devices.map((one) => ({
              value: one.id,
              label: `${one.number} · ${t.kinds[one.kind]}, ${one.maker} ${one.model} · ${price(one.priceCents)}`,
            }))}
          />
          <ChoiceField
            name="terms"
            label={f.terms}
            required
            errors={errors}
            chosen={[text('terms')]}
            options={TERMS.map((value) => ({ value, label: f[value] }))}
          />
          <TextField {...field('dueOn')} label={f.dueOn} hint={f.dueHint} type="date" />
          {loaderData.files.length > 0 ? (
            <SelectField
              {...field('personId')}
              label={f.personId}
              hint={f.personHint}
              placeholder={f.anonymous}
              options={loaderData.files.map(({ id, label }) => ({ value: id, label }))}
            />
          ) : null}
          {loaderData.sessions.length > 0 ? (
            <SelectField
              {...field('sessionId')}
              label={f.sessionId}
              hint={f.sessionHint}
              placeholder={f.noSession}
              options={loaderData.sessions.map((one) => ({
                value: one.id,
                label: `${formatInstant(locale, one.startsAt)} · ${one.title} · ${one.where}`,
              }))}
            />
          ) : null}
        </div>
        <section className="card grid gap-5">
          <h2>{f.agreementTitle}</h2>
          <p className="text-lg">{f.text}</p>
          <AgreedBox name="read" label={f.read} checked={text('read') === 'yes'} errors={errors} />
          <ChoiceField
            name="agreement"
            label={f.agreement}
            hint={f.spokenHint}
            required
            errors={errors}
            chosen={[text('agreement')]}
            options={AGREEMENTS.map((value) => ({ value, label: f[value] }))}
          />
          <SignaturePad
            name="signature"
            label={f.pad}
            hint={f.padHint}
            clear={f.clear}
            errors={errors}
          />
          <TextField {...field('witness')} label={f.witness} hint={f.witnessHint} />
        </section>
        <div>
          <button type="submit" className="btn">
            {f.save}
          </button>
        </div>
      </Form>
    </>
  );
}
