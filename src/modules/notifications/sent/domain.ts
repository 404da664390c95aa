/** In what capacity somebody was written to. */
export const MAIL_READERS = [
  'follower',
  'delegates',
  'team',
  'partner',
  'signatory',
  'applicant',
] as const;
export type MailReader = (typeof MAIL_READERS)[number];

/** Readers outside the operator: a partner's own people see what left to these. */
export const OUTSIDE: readonly MailReader[] = ['partner', 'signatory', 'applicant'];

/** What a mail is about: one thing, of which the partner follows, now or later. */
export type Matter =
  | { readonly partnerId: string }
  | { readonly partnershipId: string }
  | { readonly joinRequestId: string };
