export { followUpOperations } from './api.ts';
export { personTold } from './commands.ts';
export { touchFile, untouchFile } from './contact/commands.ts';
export { countFilesOf, countLeftFiles, countOwnFiles } from './contact/queries.ts';
export { fileNumber, NOTICE_DAYS } from './domain.ts';
export { endExpired } from './ending/commands.ts';
export { copyOutput } from './ending/contract.ts';
export { exportOf } from './ending/domain.ts';
export {
  countDistinctFollowed,
  type FollowedAxis,
  type FollowedFilters,
  type FollowedShare,
  shareDistinctFollowed,
} from './ending/queries.ts';
export { addNote } from './notes/commands.ts';
export { noteInput } from './notes/contract.ts';
export { type FileChoice, getFile, keeperOfFile, listFilesForChoice } from './queries.ts';
export { keysOfFile } from './search/queries.ts';
