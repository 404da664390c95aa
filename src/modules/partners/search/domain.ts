import { foldText, searchText } from '../../../platform/db/search.ts';

/** The columns that search and near-duplicates need, the same for every way of writing a partner. */
export function partnerSearch(partner: {
  readonly name: string;
  readonly acronym: string;
  readonly siren: string | null;
  readonly siret: string | null;
  readonly rna: string | null;
}) {
  return {
    name_folded: foldText(partner.name),
    search_text: searchText(
      [partner.name, partner.acronym],
      [partner.siren, partner.siret, partner.rna],
    ),
  };
}
