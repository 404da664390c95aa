export { type CommuneFinding, findCommune, type FoundCommune } from './find/queries.ts';
