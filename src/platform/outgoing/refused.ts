/**
 * The other side will never take this message: the address or the text is wrong. It is given up at
 * once, in sight. Its message carries neither.
 */
export class RefusedForGood extends Error {}

const ADDRESS = /[^\s<>"'(),;:@]+@[^\s<>"'(),;:@]+/g;
const NUMBER = /\+?\d(?:[\s.-]?\d){7,14}(?![\da-f-])/gi;
const MOST = 300;

/**
 * What went wrong, for a log or a page: the message alone, without mail addresses and telephone
 * numbers that another program may have put there. Details of a database's error are left out.
 */
export function plainError(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  const [line = ''] = text.replace(ADDRESS, '…').replace(NUMBER, '…').split('\n');
  return line.slice(0, MOST);
}
