/** What people can now do of what the workshop was about: three touches. */
export const OUTCOMES = ['alone', 'with-help', 'not-yet'] as const;

/**
 * Six everyday tasks of our own for a check before and after, from turning a device on to spotting
 * a scam: enough to see what moved, short enough to be asked.
 */
export const SKILLS = ['turn-on', 'search', 'message', 'form', 'account', 'scam'] as const;
