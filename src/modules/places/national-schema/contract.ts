import { z } from 'zod';
import { MEDIATION_LISTS, type MediationList, TYPOLOGIES } from '../../alliance/public.ts';
import { LONGEST_SUMMARY } from '../mediation/domain.ts';

/** The fields of the standard in its order (LaMednum, standard-mediation-num 1.0.2): 32. */
export const NATIONAL_FIELDS = [
  'id',
  'pivot',
  'nom',
  'commune',
  'code_postal',
  'code_insee',
  'adresse',
  'complement_adresse',
  'latitude',
  'longitude',
  'typologie',
  'telephone',
  'courriels',
  'site_web',
  'horaires',
  'presentation_resume',
  'presentation_detail',
  'source',
  'itinerance',
  'structure_parente',
  'date_maj',
  'services',
  'publics_specifiquement_adresses',
  'prise_en_charge_specifique',
  'frais_a_charge',
  'dispositif_programmes_nationaux',
  'formations_labels',
  'autres_formations_labels',
  'modalites_acces',
  'modalites_accompagnement',
  'fiche_acces_libre',
  'prise_rdv',
] as const;
export type NationalField = (typeof NATIONAL_FIELDS)[number];

/** One place as the standard writes it: every field is text, empty when it is not known. */
export type NationalRow = Readonly<Record<NationalField, string>>;

const required = z.string().min(1, { error: 'required', abort: true });
const optional = (schema: z.ZodType<string>) => z.union([z.literal(''), schema]);
const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `(?:(?:^|\|)(A|B))+$`, as the standard's own expressions are made. */
const anyOf = (words: readonly string[]) =>
  new RegExp(`^(?:(?:^|\\|)(?:${words.map(literal).join('|')}))+$`);

function listed(list: MediationList) {
  const words = Object.values(MEDIATION_LISTS[list]);
  // The standard's expression has this label without its blank, its text with it: both are read.
  const also = list === 'labels' ? ['Étapes numériques(La Poste)'] : [];
  return optional(z.string().regex(anyOf([...words, ...also]), 'not-in-list'));
}

const degrees = (most: number) =>
  optional(
    z
      .string()
      .regex(/^-?\d{1,3}(\.\d+)?$/, 'number-invalid')
      .refine((text) => Math.abs(Number(text)) <= most, 'number-invalid'),
  );

const several = (one: RegExp, code: string) =>
  optional(z.string().refine((text) => text.split('|').every((part) => one.test(part)), code));

const SITE = /^https?:\/\/[^\s|]+\.[^\s|]+$/;

/** SIRET, RNA, RIDET, or fourteen zeros for « unknown ». */
const PIVOT = /^(\d{14}|W\d{9}|\d{6,7}-?\d{3})$/;

/** Numbers in international form, of France and of its territories overseas. */
const PHONE = /^\+(33|590|594|262|596|269|687|689|508|681)\d{6,9}$/;

/**
 * The standard of places of digital mediation, by hand from its own text. A position is whole or
 * absent; the codes of the problems are those of forms.
 */
export const nationalRow = z
  .strictObject({
    id: required,
    pivot: required.regex(PIVOT, 'pivot-invalid'),
    nom: required,
    commune: required,
    code_postal: required.regex(/^\d{5}$/, 'postal-code-invalid'),
    code_insee: optional(z.string().regex(/^([013-9]\d|2[AB1-9])\d{3}$/, 'commune-unknown')),
    adresse: required,
    complement_adresse: z.string(),
    latitude: degrees(90),
    longitude: degrees(180),
    typologie: optional(z.string().regex(anyOf(TYPOLOGIES), 'not-in-list')),
    telephone: optional(z.string().regex(PHONE, 'phone-invalid')),
    courriels: several(/^[^\s@|]+@[^\s@|]+\.[a-z]{2,}$/i, 'email-invalid'),
    site_web: several(SITE, 'url-invalid'),
    horaires: z.string(),
    presentation_resume: z.string().max(LONGEST_SUMMARY, 'too-long'),
    presentation_detail: z.string(),
    source: z.string(),
    itinerance: listed('itinerance'),
    structure_parente: z.string(),
    date_maj: required.pipe(z.iso.date('date-invalid')),
    services: listed('services'),
    publics_specifiquement_adresses: listed('publics'),
    prise_en_charge_specifique: listed('specialCare'),
    frais_a_charge: listed('fees'),
    dispositif_programmes_nationaux: listed('programmes'),
    formations_labels: listed('labels'),
    autres_formations_labels: z.string(),
    modalites_acces: listed('accessWays'),
    modalites_accompagnement: listed('accompaniments'),
    fiche_acces_libre: optional(z.string().regex(SITE, 'url-invalid')),
    prise_rdv: optional(z.string().regex(SITE, 'url-invalid')),
  })
  .refine((row) => (row.latitude === '') === (row.longitude === ''), {
    path: ['latitude'],
    message: 'position-half',
  });
