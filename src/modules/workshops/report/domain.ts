/** What people can now do of what the workshop was about: three touches. */
export const OUTCOMES = ['alone', 'with-help', 'not-yet'] as const;
