export { importOperations } from './api.ts';
export { markInterrupted, type RunImport, runImport, startImport } from './commands.ts';
export { exitCodeOf, IMPORT_KINDS, type ImportKindName } from './domain.ts';
export { mappingOperations } from './mapping/api.ts';
export { forgetAbandoned } from './mapping/commands.ts';
export { mapSaidOf } from './mapping/queries.ts';
export { en as importsEn } from './messages.en.ts';
export { fr as importsFr } from './messages.fr.ts';
