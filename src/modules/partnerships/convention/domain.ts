/** Where a convention stands. */
export const CONVENTION_STATUSES = [
  'draft',
  'ready',
  'partly-signed',
  'signed',
  'in-force',
  'renewed',
  'ended',
  'deprecated',
] as const;
export type ConventionStatus = (typeof CONVENTION_STATUSES)[number];

/** Who brings a move about: a person who edits, a signature, the calendar, the review at term. */
export type Mover = 'editor' | 'signatory' | 'calendar' | 'review';

export interface ConventionTransition {
  readonly to: ConventionStatus;
  readonly from: readonly ConventionStatus[];
  readonly by: Mover;
}

/** The life of a convention, as data. What is signed by all is sealed: a change is a new one. */
export const CONVENTION_TRANSITIONS: readonly ConventionTransition[] = [
  { to: 'ready', from: ['draft'], by: 'editor' },
  { to: 'draft', from: ['ready', 'partly-signed'], by: 'editor' },
  { to: 'deprecated', from: ['draft', 'ready', 'partly-signed'], by: 'editor' },
  // A scanned copy that everybody signed by hand.
  { to: 'signed', from: ['draft', 'ready', 'partly-signed'], by: 'editor' },
  { to: 'partly-signed', from: ['ready', 'partly-signed'], by: 'signatory' },
  { to: 'signed', from: ['ready', 'partly-signed'], by: 'signatory' },
  { to: 'in-force', from: ['signed'], by: 'calendar' },
  { to: 'renewed', from: ['signed', 'in-force'], by: 'review' },
  { to: 'ended', from: ['signed', 'in-force'], by: 'review' },
];

/** Statuses in which the text may change and links may be sent. */
export const OPEN: readonly ConventionStatus[] = ['draft', 'ready', 'partly-signed'];
/** Statuses in which people are asked to sign. */
export const SIGNING: readonly ConventionStatus[] = ['ready', 'partly-signed'];
/** Statuses that bind both sides. */
export const BINDING: readonly ConventionStatus[] = ['signed', 'in-force'];

/** Whether this mover may bring a convention from one status to another. */
export function mayMoveConvention(
  from: ConventionStatus,
  to: ConventionStatus,
  by: Mover,
): boolean {
  return CONVENTION_TRANSITIONS.some(
    (known) => known.to === to && known.by === by && known.from.includes(from),
  );
}

/** The sides that a convention may bind; each has one signatory or several (public bodies: two). */
export const SIDES = ['operator', 'partner', 'community'] as const;
export type Side = (typeof SIDES)[number];

export interface Clause {
  /** Stays the same when the clause is rewritten. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** The sides that the clause binds; empty = all. */
  readonly concerns: readonly Side[];
}

export interface Party {
  readonly side: Side;
  readonly organisation: string;
  /** SIREN, SIRET or RNA; empty when it has none. */
  readonly identifier: string;
  readonly address: string;
}

/** The text of a convention: everything that a signature may stand for. */
export interface Content {
  readonly title: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly parties: readonly Party[];
  readonly clauses: readonly Clause[];
}

export interface Signer {
  readonly side: Side;
  readonly name: string;
  readonly function: string;
}

/** A text as far as its words go: spaces, line ends and the form of accents do not count. */
function words(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/**
 * Everything in the text that concerns one signatory, in one line of JSON: the common part, the
 * clauses that bind their side, their own name and function. Two texts that differ in it differ
 * for this person; their e-mail address is not in it, so it can be corrected.
 */
export function materialFor(content: Content, signer: Signer): string {
  return JSON.stringify([
    words(content.title),
    content.startsOn,
    content.endsOn,
    content.parties
      .map(({ side, organisation, identifier }) => [side, words(organisation), words(identifier)])
      .sort((a, b) => a.join().localeCompare(b.join())),
    [signer.side, words(signer.name), words(signer.function)],
    clausesFor(content, signer.side).map(({ key, title, body }) => [
      key,
      words(title),
      words(body),
    ]),
  ]);
}

/** The clauses that bind a side, in their order. */
export function clausesFor(content: Content, side: Side): readonly Clause[] {
  return content.clauses.filter(({ concerns }) => concerns.length === 0 || concerns.includes(side));
}

/** One clause, or the head of the text, that differs between two texts. */
export interface ClauseChange {
  readonly key: string;
  readonly title: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The words of a day span as both texts are compared: kept apart from the interface's language. */
function span(content: Content): string {
  return [content.startsOn ?? '…', content.endsOn ?? '…'].join(' → ');
}

/** What differs between two texts for one side, in the order of the later one. */
export function changesBetween(before: Content, after: Content, side: Side): ClauseChange[] {
  const changes: ClauseChange[] = [];
  const head = (key: string, was: string, is: string): void => {
    if (words(was) !== words(is)) changes.push({ key, title: '', before: was, after: is });
  };
  head('title', before.title, after.title);
  head('term', span(before), span(after));
  const named = (content: Content): string =>
    content.parties.map((party) => `${party.organisation} ${party.identifier}`.trim()).join('\n');
  head('parties', named(before), named(after));
  const old = new Map(clausesFor(before, side).map((clause) => [clause.key, clause]));
  for (const clause of clausesFor(after, side)) {
    const was = old.get(clause.key);
    old.delete(clause.key);
    const same =
      was && words(was.title) === words(clause.title) && words(was.body) === words(clause.body);
    if (same) continue;
    changes.push({
      key: clause.key,
      title: clause.title,
      before: was ? was.body : null,
      after: clause.body,
    });
  }
  for (const gone of old.values())
    changes.push({ key: gone.key, title: gone.title, before: gone.body, after: null });
  // Moved clauses alone: the numbers that people quote are others.
  if (changes.length === 0) head('order', order(before, side), order(after, side));
  return changes;
}

function order(content: Content, side: Side): string {
  return clausesFor(content, side)
    .map(({ title }, index) => `${index + 1}. ${title}`)
    .join('\n');
}

/** A place of the template that nobody has filled: `[à compléter : …]`. */
const BLANK = /\[à compléter[^\]]*\]/giu;

/** The clauses that still have a blank. */
export function unfilled(content: Content): readonly string[] {
  return content.clauses
    .filter(({ title, body }) => `${title} ${body}`.match(BLANK) !== null)
    .map(({ key }) => key);
}

/** What a signing convention becomes, from how many must sign and how many signatures stand. */
export function statusOf(signatories: number, standing: number): ConventionStatus {
  if (standing === 0) return 'ready';
  return standing < signatories ? 'partly-signed' : 'signed';
}

/** Why a convention cannot be sent out for signing yet. */
export type Obstacle =
  | 'no-operator'
  | 'no-partner'
  | 'community-without-signatory'
  | 'blanks'
  | 'no-term';

/** What is missing before people are asked to sign: a signatory a side, no blank, a term. */
export function obstacles(
  content: Content,
  signatories: readonly { readonly side: Side }[],
): readonly Obstacle[] {
  const found: Obstacle[] = [];
  const has = (side: Side): boolean => signatories.some((signatory) => signatory.side === side);
  if (!has('operator')) found.push('no-operator');
  if (!has('partner')) found.push('no-partner');
  if (content.parties.some(({ side }) => side === 'community') && !has('community'))
    found.push('community-without-signatory');
  if (unfilled(content).length > 0) found.push('blanks');
  if (!content.endsOn) found.push('no-term');
  return found;
}
