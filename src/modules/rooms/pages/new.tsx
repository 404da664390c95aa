import { data, redirect } from 'react-router';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import { guard } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { getPlace } from '../../places/public.ts';
import { createRoom } from '../commands.ts';
import { RoomForm, type RoomFormState } from '../components/room-form.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { newRoomValues, readRoomForm } from './room-form.ts';

export const loader = guard('rooms.write', async ({ ctx, scope, url }) => {
  // A place manager has one place: it is filled in.
  const [own] = scope.places;
  const place = await getPlace(ctx.db, url.searchParams.get('lieu') ?? own ?? '');
  return { state: { errors: [], values: newRoomValues(newId(), place) } as RoomFormState };
});

export const action = guard('rooms.write', async ({ ctx, scope, request }) => {
  const form = await request.formData();
  const parsed = await readRoomForm(ctx.db, form);
  const again = (errors: RoomFormState['errors'], status: number) =>
    data({ errors, values: parsed.values } as RoomFormState, { status });
  if (!parsed.ok) return again(parsed.errors, 422);
  const id = String(form.get('id') ?? '');
  const made = await createRoom(ctx, scope, parsed.value, isUuid(id) ? id : newId());
  if (!made.ok) return again([made.failure], 409);
  throw redirect(`/salles/${made.value.id}?fait=1`);
});

export default function NewRoom({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.newTitle} — Maillage`}</title>
      <PageHeader title={t.newTitle} crumbs={[{ label: t.title, to: '/salles' }]} />
      <RoomForm state={actionData ?? loaderData.state} />
    </>
  );
}
