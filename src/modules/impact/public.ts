export { figureOperations } from './api.ts';
export { digitalOperations } from './digital/api.ts';
export { digitalFigures } from './digital/queries.ts';
export { digitalTotal } from './digital/total/queries.ts';

export {
  type DeclaredPersons,
  type Figures,
  figuresOf,
  type TargetCode,
} from './domain.ts';
export { growthOperations } from './growth/api.ts';
export { en as impactEn } from './messages.en.ts';
export { fr as impactFr } from './messages.fr.ts';
export { type Dashboard, dashboard } from './queries.ts';
