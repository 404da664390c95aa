import { data, Link, redirect } from 'react-router';
import { HelpOfFileTable } from '../../modules/advisors/components/public.tsx';
import { helpEn, helpFr, listHelpOfFile } from '../../modules/advisors/public.ts';
import { DevicesOfFile } from '../../modules/devices/components/public.tsx';
import {
  devicesOfFileEn,
  devicesOfFileFr,
  listDevicesOfFile,
} from '../../modules/devices/public.ts';
import { FollowedFile } from '../../modules/follow-up/components/public.tsx';
import {
  addNote,
  getFile,
  NOTICE_DAYS,
  noteInput,
  personTold,
} from '../../modules/follow-up/public.ts';
import { authorize } from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import { type FieldError, formValues, parseForm } from '../../platform/http/forms.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import { today } from '../../platform/i18n/messages.ts';
import { daysLater } from '../../platform/i18n/paris-time.ts';
import { Section } from '../../ui/layout.tsx';
import { useText } from '../../ui/locale.tsx';
import { useMay } from '../../ui/may.ts';
import type { PageProps } from '../../ui/page.ts';

export const loader = guard('follow-up.read', async ({ ctx, actor, scope, services, ...args }) => {
  const file = await getFile(ctx.db, scope, services.secret, args.params.id ?? '');
  if (!file) throw notFound();
  const now = today(ctx.now);
  return {
    view: {
      file,
      today: now,
      endsSoon: file.expiresOn <= daysLater(now, NOTICE_DAYS),
      mayWrite: authorize(actor, 'follow-up.write') !== null,
      noteId: newId(),
      saved: args.url.searchParams.get('fait') === '1',
    },
    help: await listHelpOfFile(ctx.db, scope, file.id),
    devices: await listDevicesOfFile(ctx.db, scope, file.id),
  };
});

export const action = guard('follow-up.write', async (args) => {
  const { ctx, scope, services, request } = args;
  const id = args.params.id ?? '';
  if (!(await getFile(ctx.db, scope, services.secret, id))) throw notFound();
  const form = await request.formData();
  const refused = (errors: readonly FieldError[], status: number) =>
    data({ errors, values: formValues(form) }, { status });
  if (form.get('what') === 'told') {
    const done = await personTold(ctx, scope, id);
    if (!done.ok) throw notFound();
    throw redirect(`/suivis/${id}`);
  }
  const parsed = parseForm(noteInput, form, (values) => ({ ...values, id: values.noteId }));
  if (!parsed.ok) return refused(parsed.errors, 422);
  const done = await addNote(ctx, scope, services.secret, id, parsed.value);
  if (done.ok) throw redirect(`/suivis/${id}?fait=1`);
  if (done.failure.code === 'not-found') throw notFound();
  return refused([done.failure], 409);
});

/** A followed person's file, with the help that they were given. */
export default function FollowedPerson({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr: helpFr, en: helpEn }).onFile;
  const may = useMay();
  const d = useText({ fr: devicesOfFileFr, en: devicesOfFileEn });
  const { view, help, devices } = loaderData;
  return (
    <FollowedFile view={view} refused={actionData}>
      <Section
        id="accompagnements"
        title={t.title}
        aside={
          may('accompaniments.record') && view.mayWrite ? (
            <Link
              className="btn btn-quiet btn-small"
              to={`/accompagnements/nouveau?personne=${view.file.id}`}
            >
              {t.add}
            </Link>
          ) : null
        }
      >
        <HelpOfFileTable rows={help} />
      </Section>
      {devices.length > 0 ? (
        <Section id="appareils" title={d.title}>
          <DevicesOfFile rows={devices} />
        </Section>
      ) : null}
    </FollowedFile>
  );
}
