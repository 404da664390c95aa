export { directoryOperations } from './api.ts';

import './contract.ts';

export { buildFeeds } from './feeds/commands.ts';
export { FEEDS, type FeedName } from './feeds/domain.ts';
export { checkFeedFile } from './feeds/queries.ts';
