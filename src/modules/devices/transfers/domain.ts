/** Days after which devices that were sent should have been received. */
export const OVERDUE_DAYS = 7;
