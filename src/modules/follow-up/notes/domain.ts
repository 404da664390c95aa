/** What was there with the person; a note is no contact. */
export const NOTE_KINDS = ['meeting', 'call', 'message', 'note'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];
