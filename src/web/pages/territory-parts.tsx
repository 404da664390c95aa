import { Link } from 'react-router';
import type { TerritoryKind } from '../../modules/alliance/public.ts';
import { PlaceKinds, PlaceTable } from '../../modules/places/components/public.tsx';
import type { PlaceSummary } from '../../modules/places/public.ts';
import {
  territoriesEn as en,
  territoriesFr as fr,
  type Territory,
  type TerritorySummary,
} from '../../modules/territories/public.ts';
import { formatNumber } from '../../platform/i18n/messages.ts';
import { EmptyState, Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import { DataTable } from '../../ui/table.tsx';
import { TERRITORY_SLUGS, territoryPath } from '../paths.ts';

/** The first places of a territory, how many of each kind, and the way to all of them. */
export function Places({
  kind,
  code,
  places,
}: {
  kind: TerritoryKind;
  code: string;
  places: {
    readonly rows: readonly PlaceSummary[];
    readonly counts: readonly { readonly kind: string; readonly text: string }[];
  };
}) {
  const t = useText({ fr, en });
  const all = `/lieux?${TERRITORY_SLUGS[kind]}=${code}`;
  return (
    <Section
      title={t.sections.places}
      id="lieux"
      aside={places.rows.length > 0 ? <Link to={all}>{t.sections.all.places}</Link> : null}
    >
      {places.rows.length === 0 ? (
        <EmptyState title={t.sections.none.places} />
      ) : (
        <>
          <PlaceKinds counts={places.counts} />
          <PlaceTable rows={places.rows} />
        </>
      )}
    </Section>
  );
}

/** The territories inside this one. */
export function Children({
  territory,
  communes,
  found,
}: {
  territory: Territory;
  /** How many communes there are, as text. */
  communes: string;
  found: {
    readonly departments: readonly TerritorySummary[];
    readonly epcis: readonly TerritorySummary[];
    readonly communes: readonly TerritorySummary[];
    /** True when only the most populous communes are listed. */
    readonly more: boolean;
  };
}) {
  const t = useText({ fr, en });
  return (
    <>
      <Inside title={t.departments} id="departements" rows={found.departments} />
      <Inside title={t.epcis} id="intercommunalites" rows={found.epcis} />
      <Inside
        title={found.more ? t.largestCommunes : t.communes}
        id="communes"
        rows={found.communes}
        all={
          found.more ? (
            <Link to={`${territoryPath(territory.kind, territory.code)}?communes=toutes#communes`}>
              {t.allCommunes(communes)}
            </Link>
          ) : null
        }
      />
    </>
  );
}

function Inside({
  title,
  id,
  rows,
  all = null,
}: {
  title: string;
  id: string;
  rows: readonly TerritorySummary[];
  all?: React.ReactNode;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (rows.length === 0) return null;
  return (
    <Section title={title} id={id} aside={all}>
      <DataTable
        caption={title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.code}
        columns={[
          {
            key: 'name',
            label: t.column.name,
            cell: (row) => <Link to={territoryPath(row.kind, row.code)}>{row.name}</Link>,
          },
          {
            key: 'population',
            label: t.column.population,
            numeric: true,
            cell: (row) => (row.population === null ? '—' : formatNumber(locale, row.population)),
          },
        ]}
      />
    </Section>
  );
}
