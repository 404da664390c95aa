import { foldText } from '../../../platform/db/search.ts';
import type { Parsed } from '../../../platform/imports/importer.ts';
import { RowReader } from '../../../platform/imports/values.ts';
import { readPosition, readPostalCode } from '../../territories/public.ts';
import type { PlaceKind } from '../domain.ts';
import { neighbourhoodOf, type PlaceRecord, searchColumns } from '../place-upsert/domain.ts';
import type { PlaceLookup } from '../place-upsert/queries.ts';
import type { ContactPointCode } from './messages.fr.ts';

export const COLUMNS = {
  id: { names: ['Identifiant_du_site', 'identifiant_a', 'id'], required: true },
  name: { names: ['Libellé_du_site', 'libelle', 'nom'], required: true },
  kind: { names: ['Caractéristique_du_site', 'caracteristique'] },
  parent: { names: ['Site_Acores_de_rattachement'] },
  address: { names: ['Adresse'] },
  extra: { names: ['Complément_d_adresse', 'complement_adresse'] },
  hamlet: { names: ['Lieu_dit'] },
  postal: { names: ['Code_postal'] },
  locality: { names: ['Localité'] },
  commune: { names: ['Code_INSEE', 'code_insee'], required: true },
  latitude: { names: ['Latitude'] },
  longitude: { names: ['Longitude'] },
  precision: { names: ['Précision_du_géocodage', 'precision_du_geocodage'] },
  phone: { names: ['Numéro_de_téléphone', 'telephone'] },
} as const;

export type ContactPointCells = Readonly<Record<keyof typeof COLUMNS, string>>;

/** What the operator's file calls its sites. */
const KINDS: Readonly<Record<string, PlaceKind>> = {
  'bureau de poste': 'post-office',
  'agence postale communale': 'municipal-agency',
  'agence postale intercommunale': 'intercommunal-agency',
  'relais poste commercant': 'relay',
  'agence postale militaire': 'other',
};

const PRECISIONS: Readonly<Record<string, PlaceRecord['position_precision']>> = {
  'geocode au numero': 'address',
  'geocode au milieu de la rue': 'street',
  'geocode au milieu d un ilot': 'street',
  'geocode au centre de la commune': 'commune',
};

/** Reads one row of the operator's open list of contact points (La Poste, laposte_poincont). */
export function parseContactPoint(
  row: ContactPointCells,
  lookup: PlaceLookup,
): Parsed<PlaceRecord, ContactPointCode> {
  const reader = new RowReader<ContactPointCode>();
  const id = row.id.trim();
  if (id === '') return { accepted: false, issues: [{ field: 'id', code: 'required' }] };
  const name = reader.text('name', row.name, 160);
  if (name === '') return { accepted: false, issues: [{ field: 'name', code: 'required' }] };
  if (row.commune.trim() === '')
    return { accepted: false, issues: [{ field: 'commune', code: 'required' }] };
  const commune = lookup.communes.resolve(row.commune);
  if (!commune) {
    const code = row.commune.trim().slice(0, 20);
    return {
      accepted: false,
      issues: [{ field: 'commune', code: 'commune-unknown', params: { code } }],
    };
  }
  if (commune.via === 'former') {
    reader.warn('commune', 'commune-former', { code: row.commune.trim(), today: commune.code });
  }
  const kind = readKind(reader, row.kind);
  const position = readPosition(
    reader,
    { latitude: 'latitude', longitude: 'longitude' },
    { latitude: row.latitude, longitude: row.longitude },
  );
  const postal_code = readPostal(reader, row.postal);
  const precision = position ? (PRECISIONS[foldText(row.precision)] ?? 'unknown') : 'unknown';
  const extra = [row.extra, row.hamlet]
    .map((part) => part.trim())
    .filter(Boolean)
    .join(', ');
  const base = {
    source: 'laposte',
    external_id: id.slice(0, 40),
    kind,
    name,
    address: reader.text('address', row.address, 200),
    address_extra: reader.text('extra', extra, 200),
    postal_code,
    commune_code: commune.code,
    department_code: commune.departmentCode,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    position_precision: precision,
    phone: readPhone(reader, row.phone),
    parent_external_id: row.parent.trim() || null,
    qpv_code: neighbourhoodOf(lookup.qpv, position, precision),
    vintage: lookup.vintage,
  };
  const communeName = lookup.names.get(commune.code) ?? '';
  return {
    accepted: true,
    key: base.external_id,
    record: { ...base, ...searchColumns({ ...base, communeName }) },
    warnings: reader.warnings,
  };
}

function readKind(reader: RowReader<ContactPointCode>, value: string): PlaceKind {
  const kind = KINDS[foldText(value)];
  if (!kind && value.trim() !== '')
    reader.warn('kind', 'kind-unknown', { kind: value.trim().slice(0, 60) });
  return kind ?? 'other';
}

/** The part of a row's reader that takes these warnings. */
interface Warns<C extends string> {
  warn(field: string, code: C, params?: Readonly<Record<string, string | number>>): void;
}

/** A postal code, with its lost zero; empty with a warning when it is none. */
export function readPostal(
  reader: Warns<'postal-code-invalid'>,
  value: string,
  field = 'postal',
): string {
  if (value.trim() === '') return '';
  const code = readPostalCode(value);
  if (code === null)
    reader.warn(field, 'postal-code-invalid', { value: value.trim().slice(0, 20) });
  return code ?? '';
}

/** A phone number, also a short one (3631); null with a warning when it is none. */
export function readPhone(
  reader: Warns<'phone-invalid'>,
  value: string,
  field = 'phone',
): string | null {
  const text = value.trim();
  if (text === '') return null;
  if (/^[+\d][\d .()/-]{1,24}$/.test(text)) return text;
  reader.warn(field, 'phone-invalid', { value: text.slice(0, 30) });
  return null;
}
