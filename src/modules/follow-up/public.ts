export { followUpOperations } from './api.ts';
export { touchFile } from './contact/commands.ts';
export { endExpired } from './ending/commands.ts';
export {
  countDistinctFollowed,
  type FollowedAxis,
  type FollowedFilters,
  type FollowedShare,
  shareDistinctFollowed,
} from './ending/queries.ts';
export { type FileChoice, keeperOfFile, listFilesForChoice } from './queries.ts';
export { keysOfFile } from './search/queries.ts';
