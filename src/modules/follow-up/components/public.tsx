export { FollowedCopy } from './copy-view.tsx';
export { FollowedFile } from './file-view.tsx';
