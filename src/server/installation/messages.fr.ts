/** What the terminal says when an alliance cannot be opened: what, where, what to do. */
export const fr = {
  busy: (folder: string, by: string) =>
    `Le dossier ${folder} est déjà utilisé ${by}. Arrêtez-le, ou choisissez un autre dossier avec --data. Une importation peut aussi se faire depuis l’écran « Importations ».`,
  holder: (one: { readonly pid: number; readonly host: string; readonly since: string }) =>
    `par le processus ${one.pid} de ${one.host}${one.since ? `, depuis ${one.since}` : ''}`,
  somebody: 'par un autre processus',
  secretMissing: (file: string) =>
    `Cette base a été scellée avec un secret qui n’est plus là : ${file} manque et MAILLAGE_SECRET n’est pas donné. Sans lui, les données scellées ne se lisent plus, et rien n’est ouvert pour ne rien perdre. Remettez ce fichier, donnez MAILLAGE_SECRET, ou restaurez une sauvegarde qui le contient (maillage restore).`,
  secretWrong: (from: string) =>
    `Le secret donné par ${from} n’est pas celui de cette base : ce qui y est scellé ne s’ouvrirait pas. Donnez le secret avec lequel elle a été créée, ou la base qui va avec ce secret.`,
  newer: (migrations: string) =>
    `Cette base a été ouverte par une version plus récente de Maillage (migrations inconnues : ${migrations}). Rien n’a été changé. Installez cette version ou une plus récente, ou restaurez une sauvegarde d’avant la mise à jour.`,
  changed: (migration: string) =>
    `La migration ${migration} a changé depuis qu’elle a été appliquée à cette base. Rien n’a été fait. Installez la version de Maillage d’origine, sans fichiers modifiés.`,
  version: (found: string, needed: string, where: string) =>
    `PostgreSQL ${found} (${where}) ne convient pas : il faut ${needed}. Rien n’a été changé. Faites une sauvegarde avec la version de Maillage qui ouvrait cette base (maillage backup), puis restaurez-la avec celle-ci (maillage restore).`,
  server: 'serveur',
};
