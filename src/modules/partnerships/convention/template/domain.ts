import { formatDay } from '../../../../platform/i18n/messages.ts';
import type { PartnershipType } from '../../domain.ts';
import type { Clause, Content, Party } from '../domain.ts';
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

/** What a draft is made of beside its template. */
export interface DraftFacts {
  readonly facts: Facts;
  readonly parties: readonly Party[];
  readonly title: string;
  readonly partnership: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

/**
 * The first text of a convention: the whole template; after a renewal with what changes at its
 * head; after an extension a short amendment that moves the term and leaves the rest as it is.
 */
export function draftContent(
  clauses: readonly Clause[],
  from: DraftFacts,
  after?: {
    readonly decision: 'renew' | 'extend';
    readonly words: string;
    readonly startsOn: string | null;
  },
): Content {
  const { parties, title, partnership, endsOn } = from;
  const startsOn = after ? after.startsOn : from.startsOn;
  const facts = { ...from.facts, 'partenariat.debut': startsOn ? formatDay('fr', startsOn) : null };
  if (after?.decision === 'extend') {
    const amendment: Clause[] = [
      {
        key: 'amendment',
        title: 'Prolongation',
        concerns: [],
        body: `Le terme de la convention du partenariat « ${partnership} » est reporté au {{partenariat.fin}}. Les autres articles restent ce qu’ils sont.\n\n${after.words}`,
      },
    ];
    return {
      title: `Avenant de prolongation – ${partnership}`,
      startsOn,
      endsOn,
      parties,
      clauses: fillClauses(amendment, facts),
    };
  }
  const changes: Clause[] = after
    ? [{ key: 'changes', title: 'Ce qui change', concerns: [], body: after.words }]
    : [];
  return {
    title,
    startsOn,
    endsOn,
    parties,
    clauses: [...changes, ...fillClauses(clauses, facts)],
  };
}

/** Placeholders of a text that none of the known ones is. */
export function unknownPlaceholders(text: string, known: readonly string[]): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)]
    .map((match) => match[1] ?? '')
    .filter((name) => !known.includes(name));
}
