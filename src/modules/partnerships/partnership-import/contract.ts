import type { MappingSpec } from '../../../platform/imports/mapping.ts';
import type { ColumnSpec } from '../../../platform/imports/table-source.ts';
import { COMMITMENTS } from '../../alliance/public.ts';
import { PARTNERSHIP_TYPES, STAGES } from '../domain.ts';
import { commitmentOfWord, stageOfWord, typeOfWord } from './domain.ts';

/** What a column of a file of partnerships may be, with the names that are usual. */
export const PARTNERSHIP_COLUMNS = {
  reference: ['reference', 'ref', 'numero', 'n_partenariat', 'identifiant', 'id', 'code'],
  title: ['titre', 'intitule', 'title', 'partenariat', 'nom_du_partenariat', 'projet', 'action'],
  type: ['type', 'type_de_partenariat', 'nature', 'forme'],
  commitment: ['engagement', 'commitment', 'axe', 'thematique', 'pilier'],
  stage: ['etape', 'stage', 'statut', 'etat', 'avancement'],
  partnerSiret: ['siret', 'siret_partenaire', 'partner_siret', 'numero_siret'],
  partnerSiren: ['siren', 'siren_partenaire'],
  partnerRna: ['rna', 'rna_partenaire', 'waldec'],
  partnerName: [
    'partenaire',
    'structure',
    'association',
    'organisation',
    'partner',
    'denomination',
  ],
  department: ['departement', 'dept', 'dep', 'code_departement', 'department'],
  communeCode: ['code_insee', 'insee', 'code_commune', 'insee_com'],
  commune: ['commune', 'ville', 'localite', 'city'],
  postalCode: ['code_postal', 'cp', 'postal_code'],
  places: ['lieux', 'lieu', 'bureaux', 'bureau', 'code_regate', 'identifiant_a', 'places'],
  startsOn: ['debut', 'date_de_debut', 'starts_on', 'date_debut', 'date_d_effet', 'du'],
  endsOn: ['fin', 'terme', 'date_de_fin', 'ends_on', 'date_fin', 'echeance', 'au'],
  agreedOn: ['accord', 'date_accord', 'signature', 'date_de_signature', 'agreed_on', 'signe_le'],
  summary: ['resume', 'description', 'objet', 'summary', 'commentaire', 'contenu'],
} as const;
export type PartnershipColumn = keyof typeof PARTNERSHIP_COLUMNS;

/** What may be said of a table of partnerships. */
export const PARTNERSHIP_MAPPING = {
  columns: Object.fromEntries(
    Object.entries(PARTNERSHIP_COLUMNS).map(([key, names]) => [
      key,
      { names, required: key === 'title' },
    ]),
  ) as unknown as Readonly<Record<PartnershipColumn, ColumnSpec>>,
  values: {
    type: { choices: PARTNERSHIP_TYPES, guess: typeOfWord },
    commitment: { choices: COMMITMENTS, guess: commitmentOfWord },
    stage: { choices: STAGES, guess: stageOfWord },
  },
} satisfies MappingSpec;
