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

/**
 * An address as far as it tells one place from another: without case, accents, punctuation and the
 * short words that people leave out. Empty without a street or a postal code.
 */
export function placeKey(address: string, postalCode: string): string {
  const words = foldText(address)
    .replace(/[^a-z0-9]+/g, ' ')
    .split(' ')
    .filter((word) => word !== '' && !SMALL.has(word));
  return words.length > 0 && postalCode !== '' ? `${words.join(' ')} ${postalCode}` : '';
}

const SMALL = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'l', 'd', 'bis', 'ter', 'cedex']);
