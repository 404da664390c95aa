export { figureOperations } from './api.ts';
export { setTarget } from './commands.ts';
export { figuresQuery, targetInput } from './contract.ts';
export {
  coverage,
  type DeclaredPersons,
  type Figures,
  figuresOf,
  type TargetCode,
} from './domain.ts';
export { en as impactEn } from './messages.en.ts';
export { fr as impactFr } from './messages.fr.ts';
export { type Dashboard, dashboard, targetOf } from './queries.ts';
