/** Papers that a partner hands in; the types of partnership ask for some of them. */
export const DOCUMENT_KINDS = [
  'statutes',
  'general-interest',
  'insurance',
  'approval',
  'accounts',
  'report',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Days before the expiry at which people are told, and once it has passed. */
export const NOTICES = [60, 15, 0] as const;

/** The notice that is due; null while the first is not reached. */
export function noticeDue(days: number): number | null {
  return NOTICES.findLast((notice) => days <= notice) ?? null;
}
