import { data, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, formatNumber, formatShare, today } from '../../../platform/i18n/messages.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { Figure } from '../../../ui/figure.tsx';
import { ErrorSummary, SelectField } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { DeviceTable } from '../components/device-table.tsx';
import { FewForm } from '../components/few-form.tsx';
import { usePrice } from '../components/say-price.tsx';
import { DEVICE_KINDS } from '../domain.ts';
import { listDueLoans } from '../hand-outs/queries.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listDevices, listLots } from '../queries.ts';
import { deviceFigures, listStock } from '../stock/queries.ts';
import { setThresholds } from '../watch/commands.ts';
import { thresholdInput } from '../watch/contract.ts';
import { mayKeepPlace } from '../watch/queries.ts';

/** Days before a loan is due on which it is shown. */
const DUE_DAYS = 7;

export const loader = guard('devices.read', async ({ ctx, actor, scope, url }) => {
  const kind = DEVICE_KINDS.find((one) => one === url.searchParams.get('type'));
  const wanted = url.searchParams.get('lieu') ?? '';
  const place = isUuid(wanted) ? wanted : undefined;
  const write = authorize(actor, 'devices.write');
  return {
    kind: kind ?? '',
    place: place ?? null,
    stock: await listStock(ctx.db, scope, { kind, place }),
    devices: place ? await listDevices(ctx.db, scope, { place, kind }) : [],
    lots: place ? [] : await listLots(ctx.db, scope, 20),
    figures: place ? null : await deviceFigures(ctx.db, scope),
    due: place ? [] : await listDueLoans(ctx.db, scope, daysLater(today(ctx.now), DUE_DAYS)),
    today: today(ctx.now),
    mayKeep: write !== null && place !== undefined && (await mayKeepPlace(ctx.db, write, place)),
    done: url.searchParams.has('fait') ? 'saved' : url.searchParams.has('repris') ? 'back' : null,
  };
});

export const action = guard('devices.write', async ({ ctx, scope, request, url }) => {
  const place = url.searchParams.get('lieu') ?? '';
  const form = await request.formData();
  const parsed = parseForm(thresholdInput, form);
  if (!parsed.ok) return data({ errors: parsed.errors, values: formValues(form) }, { status: 422 });
  const done = isUuid(place) ? await setThresholds(ctx, scope, place, parsed.value) : null;
  if (!done || (!done.ok && done.failure.code === 'not-found')) throw notFound();
  if (!done.ok) return data({ errors: [done.failure], values: formValues(form) }, { status: 409 });
  throw redirect(`/equipements?lieu=${place}&fait=1`);
});

export default function Stock({ loaderData, actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const may = useMay();
  const { stock, devices, lots, figures, kind, place } = loaderData;
  const here = place ? stock[0]?.place : undefined;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={here ? t.devicesOf(here.name) : t.title}
        lead={here ? here.communeName : t.lead}
        crumbs={place ? [{ label: t.title, to: '/equipements' }] : []}
        actions={
          <>
            <Link className="btn btn-quiet" to="/equipements/transferts">
              {t.transfersLink}
            </Link>
            {may('devices.write') ? (
              <Link className="btn btn-quiet" to="/equipements/lots/nouveau">
                {t.receive}
              </Link>
            ) : null}
            {may('devices.hand-out') ? (
              <Link className="btn" to={`/equipements/remise${place ? `?lieu=${place}` : ''}`}>
                {t.handOut}
              </Link>
            ) : null}
          </>
        }
      />
      <ErrorSummary errors={actionData?.errors} labels={t.kinds} />
      {loaderData.done && !actionData ? (
        <Notice tone="ok" live>
          {loaderData.done === 'saved' ? t.few.saved : t.lotForm.withdrawn}
        </Notice>
      ) : null}
      <SearchForm columns="sm:grid-cols-[2fr_auto]">
        {place ? <input type="hidden" name="lieu" value={place} /> : null}
        <SelectField
          name="type"
          label={t.kind}
          required
          placeholder={t.allKinds}
          defaultValue={kind}
          options={DEVICE_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
        />
        <button type="submit" className="btn">
          {t.filter}
        </button>
      </SearchForm>
      <Section id="stock" title={t.stock}>
        {stock.length === 0 ? (
          <EmptyState title={t.noStock}>{t.noStockHint}</EmptyState>
        ) : (
          <StockTable rows={stock} />
        )}
      </Section>
      {loaderData.mayKeep && stock.length > 0 ? (
        <FewForm rows={stock} refused={actionData} />
      ) : null}
      {devices.length > 0 ? (
        <Section id="appareils" title={t.devicesOf(here?.name ?? '')}>
          <DeviceTable rows={devices} caption={t.devicesOf(here?.name ?? '')} />
        </Section>
      ) : null}
      {loaderData.due.length > 0 ? <DueTable rows={loaderData.due} day={loaderData.today} /> : null}
      {figures ? <Figures figures={figures} /> : null}
      {place ? null : (
        <Section id="lots" title={t.lots}>
          {lots.length === 0 ? <EmptyState title={t.noLot} /> : <LotTable rows={lots} />}
        </Section>
      )}
    </>
  );
}

type Data = PageProps<typeof loader>['loaderData'];

function StockTable({ rows }: { rows: Data['stock'] }) {
  const t = useText({ fr, en });
  return (
    <DataTable
      stacked
      caption={t.stock}
      captionHidden
      rows={rows}
      rowKey={(row) => `${row.place.id}${row.kind}`}
      columns={[
        {
          key: 'place',
          label: t.place,
          cell: (row) => (
            <>
              <Link to={`/equipements?lieu=${row.place.id}`}>{row.place.name}</Link>
              <span className="hint block">{row.place.communeName}</span>
            </>
          ),
        },
        {
          key: 'kind',
          label: t.kind,
          cell: (row) => <span className="whitespace-nowrap">{t.kinds[row.kind]}</span>,
        },
        {
          key: 'stock',
          label: t.inStock,
          cell: (row) => (
            <>
              {row.inStock}{' '}
              {row.low ? <span className="tag">{row.inStock === 0 ? t.empty : t.low}</span> : null}
            </>
          ),
        },
        { key: 'coming', label: t.coming, numeric: true, cell: (row) => row.coming },
        { key: 'out', label: t.out, numeric: true, cell: (row) => row.out },
        { key: 'check', label: t.toCheck, numeric: true, cell: (row) => row.toCheck },
      ]}
    />
  );
}

function LotTable({ rows }: { rows: Data['lots'] }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const price = usePrice();
  return (
    <DataTable
      stacked
      caption={t.lots}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'lot',
          label: t.lot,
          cell: (row) => (
            <Link to={`/equipements/lots/${row.id}`}>
              {row.quantity} × {row.maker} {row.model}
            </Link>
          ),
        },
        {
          key: 'kind',
          label: t.kind,
          cell: (row) => <span className="whitespace-nowrap">{t.kinds[row.kind]}</span>,
        },
        {
          key: 'on',
          label: t.lotForm.receivedOn,
          cell: (row) => formatDay(locale, row.receivedOn),
        },
        { key: 'place', label: t.lotForm.placeId, cell: (row) => row.placeName },
        { key: 'price', label: t.lotForm.price, cell: (row) => price(row.priceCents) },
        { key: 'origin', label: t.lotForm.origin, cell: (row) => t.lotForm.origins[row.origin] },
      ]}
    />
  );
}

function Figures({ figures }: { figures: NonNullable<Data['figures']> }) {
  const t = useText({ fr, en }).figures;
  const locale = useLocale();
  const n = (value: number): string => formatNumber(locale, value, 0);
  return (
    <Section id="chiffres" title={t.title}>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-5">
        <Figure value={n(figures.handedOut)} label={t.handedOut} />
        <Figure value={n(figures.onLoan)} label={t.onLoan} />
        <Figure value={n(figures.back)} label={t.back} />
        <Figure value={n(figures.repaired)} label={t.repaired} />
        <Figure value={n(figures.reused)} label={t.reused} />
      </div>
      <p className="mt-3">
        {figures.reuseRate === null ? t.none : t.reuseRate(formatShare(locale, figures.reuseRate))}
      </p>
    </Section>
  );
}

function DueTable({ rows, day }: { rows: Data['due']; day: string }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const may = useMay();
  return (
    <Section id="retours" title={t.due.title}>
      <DataTable
        stacked
        caption={t.due.title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'number',
            label: t.number,
            cell: (row) =>
              may('devices.hand-out') ? (
                <Link to={`/equipements/remises/${row.id}`}>{row.number}</Link>
              ) : (
                row.number
              ),
          },
          { key: 'model', label: t.model, cell: (row) => row.model },
          { key: 'place', label: t.place, cell: (row) => row.placeName },
          {
            key: 'due',
            label: t.handOutForm.dueOn,
            cell: (row) => (
              <>
                {formatDay(locale, row.dueOn)}{' '}
                {row.dueOn < day ? <span className="tag">{t.transfers.overdue}</span> : null}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}
