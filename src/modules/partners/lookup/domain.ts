import { z } from 'zod';
import type { PartnerKind } from '../domain.ts';
import { checkRna, checkSiret } from '../identifiers/domain.ts';

/**
 * What the public directory says of an organisation, as far as we use it. Source: the API
 * « recherche d’entreprises » (data.gouv.fr), `GET /search`; it may leave out or add anything.
 */
const text = z.string().nullish();
const answer = z.object({
  results: z.array(
    z.looseObject({
      siren: z.string(),
      nom_complet: text,
      nom_raison_sociale: text,
      sigle: text,
      nature_juridique: text,
      statut_diffusion: text,
      etat_administratif: text,
      siege: z
        .looseObject({
          siret: text,
          adresse: text,
          code_postal: text,
          commune: text,
          libelle_commune: text,
        })
        .nullish(),
      complements: z
        .looseObject({
          identifiant_association: text,
          est_ess: z.boolean().nullish(),
          est_siae: z.boolean().nullish(),
          type_siae: z.union([z.string(), z.array(z.string())]).nullish(),
        })
        .nullish(),
    }),
  ),
});

/** One organisation of the directory, in the terms of our form. */
export interface Listed {
  readonly siren: string;
  readonly siret: string;
  readonly name: string;
  readonly acronym: string;
  readonly rna: string;
  readonly kind: PartnerKind;
  readonly address: string;
  readonly postalCode: string;
  readonly communeCode: string;
  readonly communeName: string;
  readonly closed: boolean;
}

const SIAE: Readonly<Record<string, PartnerKind>> = {
  EI: 'EI',
  ACI: 'ACI',
  AI: 'AI',
  ETTI: 'ETTI',
  EITI: 'EITI',
  GEIQ: 'GEIQ',
  EA: 'EA',
  EATT: 'EATT',
  ESAT: 'ESAT',
};

/** Reads the directory's answer; null when it is not what its documentation says. */
export function readAnswer(body: unknown): Listed[] | null {
  const parsed = answer.safeParse(body);
  if (!parsed.success) return null;
  return parsed.data.results.map((found) => {
    const { siege, complements } = found;
    const siret = checkSiret(siege?.siret ?? '');
    const rna = checkRna(complements?.identifiant_association ?? '');
    // Who opposed to being published has no address here: we ask for it on the form.
    const open = (found.statut_diffusion ?? 'O') === 'O';
    return {
      siren: found.siren,
      siret: siret.ok ? siret.value : '',
      name: found.nom_raison_sociale || found.nom_complet || found.siren,
      acronym: found.sigle ?? '',
      rna: rna.ok ? rna.value : '',
      kind: kindOf(found.nature_juridique ?? '', complements?.type_siae),
      address: open ? streetOf(siege?.adresse ?? '', siege?.code_postal ?? '') : '',
      postalCode: open ? (siege?.code_postal ?? '') : '',
      communeCode: open ? (siege?.commune ?? '') : '',
      communeName: siege?.libelle_commune ?? '',
      closed: found.etat_administratif === 'C',
    };
  });
}

/** The street alone: postal code and town have fields of their own. */
function streetOf(address: string, postalCode: string): string {
  const at = postalCode ? address.indexOf(postalCode) : -1;
  return (at > 0 ? address.slice(0, at) : address).trim();
}

/** Kinds by the integration status, else by the legal category of INSEE. */
function kindOf(legal: string, siae: string | string[] | null | undefined): PartnerKind {
  for (const code of [siae ?? []].flat()) if (SIAE[code]) return SIAE[code];
  if (legal.startsWith('92')) return 'association';
  if (legal === '9300') return 'foundation';
  if (legal.startsWith('82')) return 'mutual';
  if (legal.startsWith('7')) return 'community';
  if (['5458', '5558', '5658', '5443', '5543', '5643'].includes(legal)) return 'cooperative';
  return legal.startsWith('5') ? 'company' : 'other';
}
