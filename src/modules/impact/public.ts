export { setTarget } from './commands.ts';
export { figuresQuery, type TargetCode, targetInput } from './contract.ts';
export { coverage, type DeclaredPersons, type Figures, figuresOf } from './domain.ts';
export { type Dashboard, dashboard, targetOf } from './queries.ts';
