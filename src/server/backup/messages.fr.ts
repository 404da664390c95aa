/** What the terminal says of backups: what, where, what to do. */
export const fr = {
  made: (file: string, megabytes: string) =>
    `Sauvegarde faite et relue : ${file} (${megabytes} Mo)`,
  content: (rows: string, files: string) => `  ${rows} lignes, ${files} fichiers`,
  encrypted:
    '  Chiffrée (age). Sans la phrase ou la clé, personne ne l’ouvre : gardez-la ailleurs.',
  plain:
    '  Non chiffrée : elle contient des données personnelles. Rangez-la en lieu sûr, ou voyez --encrypt et --recipient.',
  secretInside: '  Le secret est dedans : qui ouvre l’archive lit aussi ce qui est scellé.',
  secretApart: (where: string) =>
    `  Le secret n’est pas dedans : gardez ${where} ailleurs que cette archive. Il faudra les deux pour restaurer.`,
  missing: (keys: string) =>
    `  Attention : la base nomme des fichiers que le dossier n’a plus : ${keys}`,
  removedMeanwhile: (n: string) =>
    `  Retirés pendant la sauvegarde, avec leur fiche : ${n} fichiers`,
  restored: (where: string, madeAt: string) => `Restauré dans ${where} : l’alliance du ${madeAt}`,
  restoredContent: (tables: string, rows: string, files: string) =>
    `  ${tables} tables, ${rows} lignes, ${files} fichiers, tous comptés et comparés à l’archive`,
  migrated: (n: string) => `  Mise à niveau : ${n} migrations appliquées`,
  former: (folder: string) =>
    `  Ce qui était là avant est dans ${folder}. Effacez-le quand vous n’en avez plus besoin.`,
  waitingHeld: (n: string) =>
    `  Copie retenue : rien ne partira d’ici avant « maillage release ». Envois en attente : ${n}.`,
  waiting: (n: string) =>
    `  Envois qui attendaient au moment de la sauvegarde : ${n}. Ils partiront une fois, au premier démarrage, et les travaux de nuit reprendront. Pour un simple essai, restaurez avec --hold.`,
  waitingNone:
    '  Aucun envoi n’attendait. Au premier démarrage, les rappels et travaux de nuit reprendront ; pour un simple essai, restaurez avec --hold.',
  sessions: '  Chacun devra se reconnecter.',
  verified: (rollups: string, files: string, sealed: string) =>
    `Vérifié : ${rollups} écarts de cumuls, ${files} fichiers regardés, ${sealed} valeurs scellées ouvertes`,
  whole: 'Tout est entier.',
  differences: (n: string) => `Écarts trouvés : ${n}`,
  rollups: (n: string) => `  cumuls différents des enregistrements : ${n}`,
  fileMissing: (key: string) => `  fichier absent : ${key}`,
  fileChanged: (key: string) => `  fichier changé : ${key}`,
  closed: (column: string, n: string) => `  ${column} : ${n} valeurs que le secret n’ouvre pas`,
  archiveWhole: (path: string, madeAt: string, members: string) =>
    `Archive entière : ${path}, du ${madeAt}, ${members} membres relus`,
  released: 'Copie libérée : au prochain démarrage, les envois en attente partent.',
  notHeld: 'Cette alliance n’est pas retenue : il n’y a rien à libérer.',
  keyWritten: (file: string, recipient: string) =>
    `Clé écrite dans ${file} : gardez-la ailleurs que sur cette machine, elle ouvre les sauvegardes. À donner à BACKUP_RECIPIENT ou --recipient :\n${recipient}`,
  usage: {
    file: 'Il manque le fichier de la sauvegarde : maillage restore FICHIER [--data DOSSIER]',
    both: '--encrypt et --recipient s’excluent : choisissez l’un des deux.',
    keyOut: 'Il manque le fichier de la clé : maillage keygen --out FICHIER',
  },
  failures: {
    alreadyThere: (path: string) =>
      `${path} existe déjà : une sauvegarde n’en écrase pas une autre. Donnez un autre nom à --out, ou un dossier.`,
    alreadyRunning:
      'Une sauvegarde est déjà en cours sur ce serveur. Recommencez quand elle sera finie.',
    diskFull: (path: string) =>
      `Le disque est plein (${path}). Rien n’a été laissé à moitié, et les sauvegardes d’avant sont intactes. Faites de la place, ou donnez un autre disque à --out ou BACKUP_FOLDER.`,
    notWritable: (path: string, detail: string) =>
      `${path} ne peut pas être écrit (${detail}). Vérifiez que le dossier existe et que ce compte peut y écrire.`,
    recipient: (recipient: string) =>
      `« ${recipient} » n’est pas une clé publique age. Elle commence par age1 ; « maillage keygen » en fait une.`,
    keyFile: (path: string) =>
      `${path} n’existe pas ou est vide : il doit contenir la phrase, ou la clé AGE-SECRET-KEY-…`,
    archiveMissing: (path: string) => `Il n’y a pas de fichier ${path}.`,
    keyNeeded: (path: string) =>
      `${path} est chiffrée : donnez --decrypt FICHIER, qui contient la phrase ou la clé.`,
    keyWrong: (path: string) =>
      `La phrase ou la clé donnée n’ouvre pas ${path}. Vérifiez que c’est bien celle de cette sauvegarde.`,
    damaged: (path: string, detail: string) =>
      `${path} est abîmée, coupée, ou n’est pas une sauvegarde de Maillage (${detail}). Rien n’a été changé. Prenez une autre sauvegarde.`,
    format: (path: string) =>
      `${path} a été faite par une version plus récente de Maillage. Installez cette version ou une plus récente.`,
    notEmpty: (where: string) =>
      `${where} contient déjà une alliance : rien n’a été changé. Restaurez ailleurs, ou ajoutez --replace pour qu’elle prenne sa place.`,
    foreign:
      'Cette base PostgreSQL contient des tables qui ne sont pas de Maillage : rien n’a été changé. Donnez une base vide.',
    inUse: (n: string) =>
      `${n} connexions utilisent cette base : arrêtez d’abord les serveurs Maillage. Rien n’a été changé.`,
    secretNeeded:
      'Le secret de cette alliance n’est pas dans l’archive : donnez MAILLAGE_SECRET, ou --secret-file avec le fichier « secret » gardé à part. Sans lui, ce qui est scellé ne s’ouvrirait plus.',
    secretDiffers:
      'Le secret donné n’est pas celui de cette alliance : son empreinte ne correspond pas à celle de l’archive. Rien n’a été changé.',
  },
};
