/** What a need may be of: a commune, a group of communes, a department. */
export const NEED_TERRITORIES = ['commune', 'epci', 'department'] as const;
export const NEED_STATUSES = ['open', 'in-progress', 'answered', 'set-aside'] as const;
export type NeedStatus = (typeof NEED_STATUSES)[number];
