/** Days that a personal link works; a new one can be asked for on its page. */
export const LINK_DAYS = 60;
/** Minutes that a code works. */
export const CODE_MINUTES = 15;
/** Wrong codes before a new one is needed. */
export const CODE_TRIES = 5;
/** Days without an answer before somebody is reminded, and how many times. */
export const REMIND_AFTER_DAYS = 7;
export const REMINDERS = 3;
