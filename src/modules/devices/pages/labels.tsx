import { guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { PrintButton } from '../../../ui/print-button.tsx';
import { Qr } from '../../../ui/qr.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { getLot, listDevices } from '../queries.ts';

export const loader = guard('devices.write', async ({ ctx, scope, services, params }) => {
  const lot = await getLot(ctx.db, scope, params.id ?? '');
  if (!lot) throw notFound();
  const devices = await listDevices(ctx.db, scope, { lot: lot.id });
  return { lot, devices, address: `${services.publicUrl}/equipements` };
});

/** A label a device: its number in large type and the way to its page, to be stuck on it. */
export default function Labels({
  loaderData: { lot, devices, address },
}: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.lotForm.labels} — Maillage`}</title>
      <PageHeader
        title={t.lotForm.labels}
        crumbs={[
          { label: t.title, to: '/equipements' },
          { label: `${lot.maker} ${lot.model}`, to: `/equipements/lots/${lot.id}` },
        ]}
      />
      <p className="no-print mb-4">
        <PrintButton label={t.print} />
      </p>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 print:grid-cols-2">
        {devices.map((device) => (
          <li key={device.id} className="break-inside-avoid border-2 border-current p-3">
            <Qr
              className="float-right ml-2 h-24 w-24"
              text={`${address}/${device.id}`}
              label={t.lotForm.qr(device.number)}
            />
            <p className="text-xl font-bold tabular-nums">{device.number}</p>
            <p>
              {t.kinds[device.kind]}, {device.maker} {device.model}
            </p>
            <p className="hint">{device.partnerName}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
