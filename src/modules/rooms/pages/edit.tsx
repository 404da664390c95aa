import { data, redirect } from 'react-router';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { updateRoom } from '../commands.ts';
import { RoomForm, type RoomFormState } from '../components/room-form.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayWriteRoom } from '../policy.ts';
import { getRoom } from '../queries.ts';
import { readRoomForm, roomValues } from './room-form.ts';

type Args = Pick<GuardedArgs<'rooms.write'>, 'ctx' | 'scope' | 'params'>;

async function open({ ctx, scope, params }: Args) {
  const room = await getRoom(ctx.db, params.id ?? '');
  if (!room) throw notFound();
  const owned = { departmentCode: room.departmentCode, placeId: room.place.id };
  if (!mayWriteRoom(scope, owned)) throw notFound();
  return { room, values: roomValues(room) };
}

export const loader = guard('rooms.write', async (args) => {
  const { room, values } = await open(args);
  return { room, state: { errors: [], values } as RoomFormState };
});

export const action = guard('rooms.write', async (args) => {
  const { ctx, scope, request } = args;
  const { id } = (await open(args)).room;
  const form = await request.formData();
  const unsettled = settle(form);
  const parsed = await readRoomForm(ctx.db, form);
  if (!parsed.ok || unsettled.length > 0) {
    const errors = [...unsettled, ...(parsed.ok ? [] : parsed.errors)];
    return data({ errors, values: parsed.values } as RoomFormState, { status: 422 });
  }
  const done = await updateRoom(ctx, scope, id, Number(form.get('version')), parsed.value);
  if (done.ok) throw redirect(`/salles/${id}?fait=1`);
  const again = await afterRefusal(form, done.failure, async () => {
    const { room, values } = await open(args);
    return { version: room.version, values };
  });
  return data(again as RoomFormState, { status: 409 });
});

export default function EditRoom({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { room, state } = loaderData;
  return (
    <>
      <title>{`${t.editTitle} — Maillage`}</title>
      <PageHeader
        title={t.editTitle}
        crumbs={[
          { label: t.title, to: '/salles' },
          { label: room.name, to: `/salles/${room.id}` },
        ]}
      />
      <RoomForm state={actionData ?? state} version={room.version} />
    </>
  );
}
