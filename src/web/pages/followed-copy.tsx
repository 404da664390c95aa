import { HelpOfFileTable } from '../../modules/advisors/components/public.tsx';
import { helpEn, helpFr, listHelpOfFile } from '../../modules/advisors/public.ts';
import { DevicesOfFile } from '../../modules/devices/components/public.tsx';
import {
  devicesOfFileEn,
  devicesOfFileFr,
  listDevicesOfFile,
} from '../../modules/devices/public.ts';
import { FollowedCopy } from '../../modules/follow-up/components/public.tsx';
import { exportOf, getFile } from '../../modules/follow-up/public.ts';
import { authorize } from '../../platform/access/access.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import { Section } from '../../ui/layout.tsx';
import { useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';

export const loader = guard('follow-up.write', async ({ ctx, actor, services, params }) => {
  const read = authorize(actor, 'follow-up.read');
  const file = read ? await getFile(ctx.db, read, services.secret, params.id ?? '') : null;
  if (!read || !file) throw notFound();
  const help = await listHelpOfFile(ctx.db, read, file.id, null);
  const devices = await listDevicesOfFile(ctx.db, read, file.id);
  return { copy: exportOf(file, { help, devices }), help, devices };
});

/** All that is noted about somebody, to be handed to them: the file, and the help they were given. */
export default function FollowedCopyPage({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr: helpFr, en: helpEn }).onFile;
  const d = useText({ fr: devicesOfFileFr, en: devicesOfFileEn });
  const { copy, help, devices } = loaderData;
  return (
    <FollowedCopy copy={copy}>
      <Section title={t.title} id="accompagnements">
        <HelpOfFileTable rows={help} />
      </Section>
      {devices.length > 0 ? (
        <Section title={d.title} id="appareils">
          <DevicesOfFile rows={devices} />
        </Section>
      ) : null}
    </FollowedCopy>
  );
}
