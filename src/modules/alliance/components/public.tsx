export { CommitmentIcon, CommitmentTag, useCommitmentOptions } from './commitment-tag.tsx';
