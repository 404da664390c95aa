import type { MappingSpec } from '../../../platform/imports/mapping.ts';
import type { ColumnSpec } from '../../../platform/imports/table-source.ts';
import { PARTNER_KINDS } from '../domain.ts';
import { kindOfWord } from './domain.ts';

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
    'structure',
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

/** What may be said of a table of organisations. */
export const PARTNER_MAPPING = {
  columns: Object.fromEntries(
    Object.entries(PARTNER_COLUMNS).map(([key, names]) => [
      key,
      { names, required: key === 'name' },
    ]),
  ) as unknown as Readonly<Record<PartnerColumn, ColumnSpec>>,
  values: { kind: { choices: PARTNER_KINDS, guess: kindOfWord } },
} satisfies MappingSpec;
