import { data, redirect } from 'react-router';
import { authorize, type Ctx } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { getPlace, WEEKDAYS } from '../../places/public.ts';
import { HostingForm, type HostingFormState } from '../components/hosting-fields.tsx';
import { createHosting } from '../hosting/commands.ts';
import { hostingInput } from '../hosting/contract.ts';
import { writeDay } from '../hosting/domain.ts';
import { en } from '../hosting/messages.en.ts';
import { fr } from '../hosting/messages.fr.ts';
import { getPartnership } from '../queries.ts';
import { readHostingForm } from './hosting-form.ts';

async function partnershipOf(ctx: Ctx, id: string | undefined) {
  const read = authorize(ctx.actor, 'partnerships.read');
  const found = read ? await getPartnership(ctx.db, read, id ?? '') : null;
  if (!found) throw notFound();
  return found;
}

export const loader = guard('hosting.write', async ({ ctx, params }) => {
  const found = await partnershipOf(ctx, params.id);
  const [placeId] = found.placeIds;
  const place = placeId ? await getPlace(ctx.db, placeId) : null;
  const values: Record<string, string> = {
    id: newId(),
    name: String(found.details.business ?? ''),
    surface: String(found.details.surface ?? ''),
    placeId: place?.id ?? '',
    placeIdText: place?.name ?? '',
    agreementStartsOn: found.startsOn ?? '',
    agreementEndsOn: found.endsOn ?? '',
  };
  // What the place opens today is a good start for what it opened before.
  for (const day of WEEKDAYS) {
    values[`before.${day}`] = writeDay(place?.hours?.[day]);
    values[`after.${day}`] = writeDay(place?.hours?.[day]);
  }
  return {
    partnership: { id: found.id, title: found.title },
    state: { errors: [], values } as HostingFormState,
  };
});

export const action = guard('hosting.write', async ({ ctx, scope, request, params }) => {
  const found = await partnershipOf(ctx, params.id);
  const form = await request.formData();
  const parsed = await readHostingForm(ctx.db, form, hostingInput, { partnershipId: found.id });
  const again = (errors: HostingFormState['errors'], status: number) =>
    data({ errors, values: parsed.values } as HostingFormState, { status });
  if (!parsed.ok) return again(parsed.errors, 422);
  const id = String(form.get('id') ?? '');
  const made = await createHosting(
    ctx,
    scope,
    parsed.value,
    /^[0-9a-f-]{36}$/i.test(id) ? id : newId(),
  );
  if (!made.ok) return again([made.failure], 409);
  throw redirect(`/hebergements/${made.value.id}`);
});

export default function NewHosting({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { partnership, state } = loaderData;
  return (
    <>
      <title>{`${t.newTitle} — Maillage`}</title>
      <PageHeader
        title={t.newTitle}
        crumbs={[
          { label: partnership.title, to: `/partenariats/${partnership.id}` },
          { label: t.tab, to: `/partenariats/${partnership.id}/hebergement` },
        ]}
      />
      <HostingForm state={actionData ?? state} />
    </>
  );
}
