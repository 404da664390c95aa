import { formatDay, formatInstant } from '../../../../platform/i18n/messages.ts';
import type { Content, Side } from '../domain.ts';

/** What goes to the printed page; a convention is in French whatever the reader's language. */
export interface Printed {
  readonly title: string;
  readonly reference: string;
  readonly term: string;
  readonly banner: string;
  readonly foot: string;
  readonly parties: Content['parties'];
  readonly clauses: readonly {
    readonly title: string;
    readonly body: string;
    readonly binds: string;
  }[];
  readonly signatories: readonly {
    readonly organisation: string;
    readonly name: string;
    readonly function: string;
    readonly signature: string;
  }[];
  readonly seal: { readonly text: string; readonly at: string; readonly verify: string } | null;
}

interface Person {
  readonly side: Side;
  readonly name: string;
  readonly function: string;
  /** ISO instant; null until this person has signed. */
  readonly signedAt: string | null;
}

const BINDS: Readonly<Record<Side, string>> = {
  operator: 'l’opérateur',
  partner: 'le partenaire',
  community: 'la collectivité',
};

/** Lays a convention out for its template. */
export function printed(
  content: Content,
  people: readonly Person[],
  about: {
    readonly reference: string;
    readonly number: number;
    readonly banner: string;
    readonly seal: Printed['seal'];
  },
): Printed {
  const organisation = (side: Side): string =>
    content.parties.find((party) => party.side === side)?.organisation ?? '';
  const day = (value: string | null): string => (value ? formatDay('fr', value) : 'à fixer');
  return {
    title: content.title,
    reference: `${about.reference} · convention n° ${about.number}`,
    term: `du ${day(content.startsOn)} au ${day(content.endsOn)}`,
    banner: about.banner,
    foot: `${about.reference} · convention n° ${about.number}`,
    parties: content.parties,
    clauses: content.clauses.map(({ title, body, concerns }) => ({
      title,
      body,
      binds:
        concerns.length === 0
          ? ''
          : `Cet article engage : ${concerns.map((side) => BINDS[side]).join(', ')}.`,
    })),
    signatories: people.map((person) => ({
      organisation: organisation(person.side),
      name: person.name,
      function: person.function,
      signature: person.signedAt ? `Signé le ${formatInstant('fr', person.signedAt)}` : 'à signer',
    })),
    seal: about.seal,
  };
}
