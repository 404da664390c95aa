import { z } from 'zod';

/** What a column of a file of organisations may be. */
export const PARTNER_COLUMNS = {
  name: [
    'denomination',
    'denomination_sociale',
    'nom',
    'raison_sociale',
    'name',
    'organisation',
    'libelle',
    'partenaire',
  ],
  acronym: ['sigle', 'acronym', 'acronyme'],
  kind: ['mesure', 'nature', 'kind', 'type_structure', 'type', 'famille_ess', 'famille'],
  siret: ['siret', 'siret_siege', 'numero_siret', 'n_siret'],
  siren: ['siren', 'numero_siren'],
  rna: ['rna', 'numero_rna', 'identifiant_association', 'waldec'],
  number: ['num_rue', 'numero_voie'],
  address: ['adresse', 'nom_rue', 'address', 'voie'],
  postalCode: ['code_post_com', 'code_postal', 'cp', 'postal_code', 'zip'],
  locality: ['lib_com', 'commune', 'ville', 'city', 'localite'],
  communeCode: ['code_insee', 'insee', 'code_commune', 'insee_com'],
  website: ['site_web', 'site', 'website', 'url', 'site_internet'],
  description: ['description', 'objet', 'activite'],
} as const;
export type PartnerColumn = keyof typeof PARTNER_COLUMNS;

const header = z.string().min(1).max(200);

/** A mapping file: our columns → the file's headers, values of kinds → ours, and where it is from. */
export const partnerMap = z.object({
  source: z.string().min(1).max(60).optional(),
  columns: z.partialRecord(
    z.enum(Object.keys(PARTNER_COLUMNS) as [PartnerColumn, ...PartnerColumn[]]),
    header,
  ),
  kinds: z.record(z.string(), z.string()).default({}),
});
export type PartnerMap = z.output<typeof partnerMap>;
