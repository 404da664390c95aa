import type { IssueParams } from '../../../platform/imports/importer.ts';

export const fr = {
  'coop-id-missing': () =>
    'Cette ligne n’a pas d’« ID CRA » : sans lui, elle compterait deux fois. Reprenez l’export de La Coop tel quel.',
  'coop-date': () => 'La date de l’activité manque ou est dans le futur.',
  'coop-length': () => 'La durée doit être entre 1 minute et 23 h 59.',
  'coop-people': () => 'Le nombre de participants ne va pas.',
  'theme-unknown': (p: IssueParams) =>
    `« ${p.value} » n’est pas une thématique connue : elle est laissée de côté.`,
  'coop-waits': (p: IssueParams) =>
    `On ne sait pas encore qui est « ${p.who} » : la ligne attend. Dites-le sur la page « Importer de La Coop ».`,
};
export type CoopImportCode = keyof typeof fr;
