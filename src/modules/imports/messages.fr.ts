export const fr = {
  kinds: {
    communes: 'Communes (API Découpage administratif, JSON)',
    qpv: 'Quartiers prioritaires (GeoJSON)',
    indicators: 'Indicateurs par commune (CSV)',
    'contact-points': 'Points de contact (La Poste, CSV)',
    'france-services': 'France Services (ANCT, CSV)',
    partners: 'Partenaires (CSV ou XLSX)',
  } as Record<string, string>,
  title: 'Importations',
  lead: 'Faites entrer les fichiers officiels. Essayez d’abord : rien n’est écrit pendant un essai.',
  kind: 'Ce que contient le fichier',
  file: 'Fichier',
  map: 'Correspondance des colonnes (JSON)',
  mapHint: 'Pour les indicateurs et les partenaires dont les colonnes ne sont pas reconnues.',
  tryIt: 'Essayer sans rien écrire',
  doIt: 'Importer',
  latest: 'Dernières importations',
  none: 'Aucune importation pour l’instant.',
  when: 'Quand',
  state: 'État',
  name: 'Fichier',
  trial: 'essai',
  status: {
    waiting: 'En attente',
    running: 'En cours',
    done: 'Terminé',
    failed: 'Fichier inutilisable',
    interrupted: 'Interrompu : rien n’a été écrit',
  },
  read: 'Lignes lues',
  created: 'Créées',
  updated: 'Modifiées',
  unchanged: 'Inchangées',
  rejected: 'Refusées',
  warnings: 'Remarques',
  running: 'L’importation est en cours. Vous pouvez quitter cette page : elle continue.',
  refresh: 'Actualiser',
  internal: 'Un problème est survenu de notre côté. Rien n’a été écrit.',
  trialDone: 'C’était un essai : rien n’a été écrit.',
  allIn: 'Toutes les lignes sont entrées.',
  someRejected: 'Des lignes ont été refusées. Corrigez-les dans ce fichier, puis importez-le.',
  download: 'Télécharger les lignes refusées',
  errors: 'Lignes refusées',
  remarks: 'Remarques',
  line: 'Ligne',
  field: 'Champ',
  message: 'Que faire',
  omitted: (n: string) => `Et ${n} autres.`,
  again: 'Importer un autre fichier',
  usage: {
    kindUnknown: (kind: string) => `Nature inconnue : « ${kind} ».`,
    busy: (folder: string, pid: string) =>
      `Le dossier ${folder} est utilisé par le processus ${pid}. Arrêtez-le, ou importez depuis l’écran « Importations ».`,
    rejectedAt: (path: string) => `Lignes refusées : ${path}`,
    summary: (r: {
      read: number;
      created: number;
      updated: number;
      unchanged: number;
      rejected: number;
      warnings: number;
    }) =>
      `${r.read} lues : ${r.created} créées, ${r.updated} modifiées, ${r.unchanged} inchangées, ${r.rejected} refusées ; ${r.warnings} remarques`,
    line: (line: number, field: string, message: string) =>
      `  ligne ${line}${field ? `, ${field}` : ''} : ${message}`,
  },
};
