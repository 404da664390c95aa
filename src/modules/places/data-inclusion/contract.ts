import { z } from 'zod';

/** Closed lists of data·inclusion v1 that places of digital mediation use (gip-inclusion, 2026). */
export const SERVICE_TYPES = [
  'accompagnement',
  'aide-financiere',
  'aide-materielle',
  'atelier',
  'formation',
  'information',
] as const;
export const DIGITAL_TOPICS = [
  'numerique--acceder-a-des-services-en-ligne',
  'numerique--acceder-a-une-connexion-internet',
  'numerique--acquerir-un-equipement',
  'numerique--maitriser-les-fondamentaux-du-numerique',
] as const;
const AUDIENCES = [
  'tous-publics',
  'actifs',
  'beneficiaires-des-minimas-sociaux',
  'demandeurs-emploi',
  'etudiants',
  'familles',
  'femmes',
  'jeunes',
  'personnes-en-situation-de-handicap',
  'personnes-en-situation-durgence',
  'personnes-en-situation-juridique-specifique',
  'personnes-exilees',
  'residents-qpv-frr',
  'seniors',
] as const;

const text = (most: number) => z.string().min(1).max(most).nullable().optional();
const url = z
  .url({ protocol: /^https?$/ })
  .nullable()
  .optional();

/** `source--local`: the id carries its source. */
const sourced = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*--\S+$/, 'id-invalid');
const name = z
  .string()
  .min(3, 'too-short')
  .max(150, 'too-long')
  .refine((value) => !value.endsWith('.'), 'ends-with-point');

const address = {
  commune: text(200),
  code_postal: z
    .string()
    .regex(/^\d{5}$/, 'postal-code-invalid')
    .nullable()
    .optional(),
  code_insee: z
    .string()
    .regex(/^\w{5}$/, 'commune-unknown')
    .nullable()
    .optional(),
  adresse: text(300),
  complement_adresse: text(300),
  longitude: z.number().min(-180).max(180).nullable().optional(),
  latitude: z.number().min(-90).max(90).nullable().optional(),
};

/** What structures and services say alike. */
const common = {
  source: z.string().min(1, 'required'),
  id: sourced,
  nom: name,
  date_maj: z.iso.date('date-invalid'),
  lien_source: url,
  ...address,
  telephone: text(30),
  courriel: z.email('email-invalid').nullable().optional(),
  horaires_accueil: text(500),
};

const idOfSource = (row: { readonly id: string; readonly source: string }): boolean =>
  row.id.startsWith(`${row.source}--`);
const notItsSource = { path: ['id'], message: 'id-invalid' };

/** A structure of data·inclusion v1. */
export const structureRow = z
  .strictObject({
    ...common,
    description: text(10_000),
    siret: z
      .string()
      .regex(/^\d{14}$/, 'pivot-invalid')
      .nullable()
      .optional(),
    site_web: url,
    accessibilite_lieu: url,
    reseaux_porteurs: z
      .array(z.string().regex(/^[a-z0-9-]+$/))
      .nullable()
      .optional(),
  })
  .refine(idOfSource, notItsSource);
export type StructureRow = z.input<typeof structureRow>;

/** A service of data·inclusion v1. */
export const serviceRow = z
  .strictObject({
    ...common,
    structure_id: sourced,
    description: z.string().min(5, 'too-short').max(10_000, 'too-long'),
    type: z.enum(SERVICE_TYPES).nullable().optional(),
    thematiques: z
      .array(z.string().regex(/^[a-z0-9-]+--[a-z0-9-]+$/))
      .nullable()
      .optional(),
    frais: z.enum(['gratuit', 'payant']).nullable().optional(),
    frais_precisions: text(2000),
    publics: z
      .array(z.enum(AUDIENCES))
      .refine((all) => !all.includes('tous-publics') || all.length === 1, 'everybody-alone')
      .nullable()
      .optional(),
    publics_precisions: text(2000),
    conditions_acces: text(5000),
    modes_accueil: z
      .array(z.enum(['a-distance', 'en-presentiel']))
      .nullable()
      .optional(),
    zone_eligibilite: z.array(z.string()).nullable().optional(),
    contact_nom_prenom: text(200),
    lien_mobilisation: url,
    modes_mobilisation: z
      .array(
        z.enum(['envoyer-un-courriel', 'se-presenter', 'telephoner', 'utiliser-lien-mobilisation']),
      )
      .nullable()
      .optional(),
    mobilisable_par: z
      .array(z.enum(['usagers', 'professionnels']))
      .nullable()
      .optional(),
    mobilisation_precisions: text(5000),
    volume_horaire_hebdomadaire: z.number().min(0).max(168).nullable().optional(),
    nombre_semaines: z.number().int().min(0).max(520).nullable().optional(),
  })
  .refine(idOfSource, notItsSource)
  .refine(
    (row) =>
      !row.modes_mobilisation?.includes('utiliser-lien-mobilisation') || row.lien_mobilisation,
    {
      path: ['lien_mobilisation'],
      message: 'required',
    },
  );
export type ServiceRow = z.input<typeof serviceRow>;
