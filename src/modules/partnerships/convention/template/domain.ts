import type { PartnershipType } from '../../domain.ts';
import type { Clause } from '../domain.ts';
import texts from './default-clauses.json' with { type: 'json' };

/** What a placeholder is filled with; null when the record says nothing of it yet. */
export type Facts = Readonly<Record<string, string | null>>;

/** `{{partenaire.nom}}`; a `?` at the end says that the sentence stands without it. */
const PLACEHOLDER = /\{\{\s*([a-zA-Z.-]+)(\?)?\s*\}\}/g;

/** The placeholders that every type knows; a type's own fields come as `fiche.<key>`. */
export const COMMON_PLACEHOLDERS = [
  'operateur.nom',
  'partenaire.nom',
  'partenaire.identifiant',
  'partenaire.adresse',
  'partenariat.titre',
  'partenariat.reference',
  'partenariat.resume',
  'partenariat.territoires',
  'partenariat.lieux',
  'partenariat.objectifs',
  'partenariat.debut',
  'partenariat.fin',
] as const;

/** The text that a type starts with, until the national team writes its own. */
export function defaultClauses(type: PartnershipType): Clause[] {
  return [...texts['common-start'], ...texts[type], ...texts['common-end']] as Clause[];
}

/**
 * Fills a template. What the record does not say becomes a visible blank, « [à compléter : …] »,
 * which keeps the convention from being sent out; behind a `?` it becomes « non précisé ».
 */
export function fillClauses(clauses: readonly Clause[], facts: Facts): Clause[] {
  const fill = (text: string): string =>
    text.replace(PLACEHOLDER, (_, name: string, optional: string | undefined) => {
      const value = facts[name]?.trim();
      if (value) return value;
      return optional ? 'non précisé' : `[à compléter : ${name}]`;
    });
  return clauses.map((clause) => ({
    ...clause,
    title: fill(clause.title),
    body: fill(clause.body).trim(),
  }));
}

/** Placeholders of a text that none of the known ones is. */
export function unknownPlaceholders(text: string, known: readonly string[]): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)]
    .map((match) => match[1] ?? '')
    .filter((name) => !known.includes(name));
}
