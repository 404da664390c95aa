export { FollowedFile } from './file-view.tsx';
