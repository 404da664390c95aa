import { Link } from 'react-router';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { DeviceTable } from '../components/device-table.tsx';
import { usePrice } from '../components/say-price.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { getLot, listDevices } from '../queries.ts';

export const loader = guard('devices.read', async ({ ctx, scope, params, url }) => {
  const lot = await getLot(ctx.db, scope, params.id ?? '');
  if (!lot) throw notFound();
  const devices = await listDevices(ctx.db, scope, { lot: lot.id });
  return { lot, devices, saved: url.searchParams.get('fait') === '1' };
});

export default function Lot({ loaderData: { lot, devices, saved } }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const f = t.lotForm;
  const locale = useLocale();
  const price = usePrice();
  const may = useMay();
  const title = `${lot.quantity} × ${lot.maker} ${lot.model}`;
  const rows: readonly (readonly [string, string])[] = [
    [t.kind, t.kinds[lot.kind]],
    [f.origin, f.origins[lot.origin]],
    [f.price, price(lot.priceCents)],
    [f.placeId, `${lot.placeName}, ${formatDay(locale, lot.receivedOn)}`],
    [f.partnershipId, `${lot.partnership.title} — ${lot.partnerName}`],
    [f.note, lot.note],
  ];
  return (
    <>
      <title>{`${title} — Maillage`}</title>
      <PageHeader
        title={title}
        crumbs={[{ label: t.title, to: '/equipements' }]}
        actions={
          may('devices.write') ? (
            <Link className="btn btn-quiet" to={`/equipements/lots/${lot.id}/etiquettes`}>
              {f.labels}
            </Link>
          ) : null
        }
      />
      {saved ? (
        <Notice tone="ok" live>
          {f.received(lot.quantity)}
        </Notice>
      ) : null}
      <dl className="card mb-8 grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt className="hint">{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <Section id="appareils" title={t.devicesOf(`${lot.maker} ${lot.model}`)}>
        <DeviceTable rows={devices} caption={title} />
      </Section>
    </>
  );
}
