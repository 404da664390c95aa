import { wordsOf } from '../../alliance/public.ts';
import { genericEmails, openingHoursOf } from '../mediation/domain.ts';
import type { MediationPlace } from '../mediation/queries.ts';
import type { NationalRow } from './contract.ts';

/** Sources whose own ids are kept when their places are published again. */
export const KEPT_SOURCES: readonly string[] = ['lieux-mediation', 'data-inclusion'];

/** What a place of unknown establishment has as pivot (La Coop). */
const UNKNOWN_PIVOT = '00000000000000';

/** The id under which a place is published: the one under which it came, or its own. */
export function publishedId(place: Pick<MediationPlace, 'id' | 'placeSource' | 'externalId'>) {
  return KEPT_SOURCES.includes(place.placeSource) ? place.externalId : place.id;
}

const CALLING: Readonly<Record<string, string>> = {
  '971': '590',
  '977': '590',
  '978': '590',
  '972': '596',
  '973': '594',
  '974': '262',
  '976': '262',
  '975': '508',
  '986': '681',
  '987': '689',
  '988': '687',
};

/**
 * A number as the standard wants it, `+33180059880`; '' for one that cannot be dialled from abroad
 * (short numbers such as 3639).
 */
export function internationalPhone(phone: string | null, departmentCode: string): string {
  const digits = (phone ?? '').replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
  const country = CALLING[departmentCode] ?? '33';
  if (/^\+\d{8,13}$/.test(digits)) return digits;
  if (/^00\d{8,13}$/.test(digits)) return `+${digits.slice(2)}`;
  if (/^0[1-9]\d{8}$/.test(digits)) return `+${country}${digits.slice(1)}`;
  return /^\d{6}$/.test(digits) && country !== '33' ? `+${country}${digits}` : '';
}

const bars = (values: readonly string[]): string => values.join('|');
const plain = (text: string): string => text.replaceAll('|', '/');
const degrees = (value: number | null): string => (value === null ? '' : String(value));

/** A place as the national standard writes it. Only addresses of desks are published. */
export function toNationalRow(place: MediationPlace): NationalRow {
  const { sheet } = place;
  return {
    id: publishedId(place),
    pivot: sheet.pivot ?? UNKNOWN_PIVOT,
    nom: place.name,
    commune: place.communeName,
    code_postal: place.postalCode,
    code_insee: place.communeCode,
    adresse: place.address,
    complement_adresse: place.addressExtra,
    latitude: degrees(place.latitude),
    longitude: degrees(place.longitude),
    typologie: bars(sheet.typology),
    telephone: internationalPhone(place.phone, place.departmentCode),
    courriels: bars(genericEmails(sheet.emails)),
    site_web: place.website ?? '',
    horaires: openingHoursOf(place.hours, sheet.openingHours),
    presentation_resume: sheet.summary,
    presentation_detail: sheet.detail.replace(/\s*\n\s*/g, ' '),
    source: sheet.source || 'Maillage',
    itinerance: bars(wordsOf('itinerance', sheet.itinerance)),
    structure_parente: sheet.parentStructure,
    date_maj: sheet.updatedOn,
    services: bars(wordsOf('services', sheet.services)),
    publics_specifiquement_adresses: bars(wordsOf('publics', sheet.publics)),
    prise_en_charge_specifique: bars(wordsOf('specialCare', sheet.specialCare)),
    frais_a_charge: bars(wordsOf('fees', sheet.fees)),
    dispositif_programmes_nationaux: bars(wordsOf('programmes', sheet.programmes)),
    formations_labels: bars(wordsOf('labels', sheet.labels)),
    autres_formations_labels: bars(sheet.otherLabels.map(plain)),
    modalites_acces: bars(wordsOf('accessWays', sheet.accessWays)),
    modalites_accompagnement: bars(wordsOf('accompaniments', sheet.accompaniments)),
    fiche_acces_libre: sheet.accessibilityUrl ?? '',
    prise_rdv: sheet.bookingUrl ?? '',
  };
}
