export const fr = {
  home: {
    workshops: 'Trouver un atelier numérique',
    title: 'Un territoire, des besoins, une alliance pour y répondre',
    lead: 'Un réseau de points de contact et des acteurs de l’économie sociale et solidaire agissent ensemble, là où l’on vit. On part de ce qui manque, on décide ensemble, on montre ce qui a changé.',
    help: 'Trouver de l’aide près de chez moi',
    join: 'Rejoindre l’alliance',
    signIn: 'Se connecter',
    steps: [
      [
        'Un besoin',
        'Les chiffres du territoire et la parole de ceux qui y vivent disent ce qui manque.',
      ],
      [
        'Un partenariat',
        'Une association, une coopérative ou une entreprise sociale et l’opérateur conviennent d’y répondre.',
      ],
      [
        'Des personnes aidées',
        'Ateliers, accompagnements, services : chaque action est notée, sans le nom de personne.',
      ],
      [
        'Un chiffre que l’on peut vérifier',
        'Chaque total mène aux enregistrements dont il est fait.',
      ],
    ] as [string, string][],
    commitmentsTitle: 'Quatre engagements',
    commitments: {
      territory: 'Des services qui restent ouverts, plus longtemps, près de chez soi.',
      'social-inclusion': 'Du travail, de l’entraide, une place pour chacun.',
      'digital-inclusion': 'Savoir se servir du numérique, et trouver de l’aide quand on bloque.',
      ecology: 'Réparer, partager, moins jeter, se déplacer autrement.',
    },
    figuresTitle: (year: string) => `L’alliance en ${year}`,
    partnerships: 'partenariats actifs',
    people: 'personnes accompagnées, telles que déclarées',
    peopleNote: 'Somme des déclarations ; une même personne peut être comptée plusieurs fois.',
    participations: 'participations',
    places: 'lieux',
    publishedTitle: 'Ils l’ont fait',
    publishedLead: 'Des partenariats publiés avec l’accord de chacun.',
    allPublished: 'Tous les partenariats publiés',
    nonePublished: 'Aucun partenariat publié pour l’instant.',
    today: 'Que faire aujourd’hui ?',
    hello: (name: string) => `Bonjour ${name}`,
    waitingJoins: (n: string) => `${n} demandes pour rejoindre l’alliance attendent une réponse`,
    oneJoin: 'Une demande pour rejoindre l’alliance attend une réponse',
    papers: (n: string) =>
      `${n} pièces de partenaires sont périmées ou le seront dans les 90 jours`,
    onePaper: 'Une pièce de partenaire est périmée ou le sera dans les 90 jours',
    refused: 'Une signature est refusée',
    stalled: 'Partenariats à l’arrêt : trop longtemps dans leur étape, sans prochaine étape',
    toDecide: 'Propositions qui attendent votre décision',
    soon: 'Partenariats dont le terme est dans moins de trois mois',
    review: 'Partenariats en revue',
    codesign: 'Partenariats en co-construction',
    openNeeds: 'Besoins ouverts sans réponse',
    digital: {
      presences: 'Vos présences aujourd’hui',
      booked: (n: number) =>
        n === 0
          ? 'Aucun rendez-vous donné'
          : n === 1
            ? '1 rendez-vous donné'
            : `${n} rendez-vous donnés`,
      walkIn: 'Sans rendez-vous',
      waits: 'Ce qui vous attend',
      says: {
        roomless: (n: number) =>
          n === 1
            ? 'Une séance d’atelier n’a plus de salle'
            : `${n} séances d’atelier n’ont plus de salle`,
        displaced: (n: number) =>
          n === 1
            ? 'Un rendez-vous à revoir : sa présence est tombée'
            : `${n} rendez-vous à revoir : leur présence est tombée`,
        left: (n: number) =>
          n === 1
            ? 'Une fiche de suivi sans référent en poste'
            : `${n} fiches de suivi sans référent en poste`,
        orientations: (n: number) =>
          n === 1
            ? 'Une orientation attend votre réponse'
            : `${n} orientations attendent votre réponse`,
        meetings: (n: number) =>
          n === 1
            ? 'Un suivi à reprendre dans les 7 jours, ou en retard'
            : `${n} suivis à reprendre dans les 7 jours, ou en retard`,
        ending: (n: number) =>
          n === 1
            ? 'Une fiche de suivi s’efface dans les 30 jours'
            : `${n} fiches de suivi s’effacent dans les 30 jours`,
        rooms: (n: number) =>
          n === 1
            ? 'Une demande de salle attend votre réponse'
            : `${n} demandes de salle attendent votre réponse`,
        transfers: (n: number) =>
          n === 1 ? 'Un envoi d’appareils à recevoir' : `${n} envois d’appareils à recevoir`,
        stock: (n: number) =>
          n === 1 ? 'Un stock d’appareils bientôt vide' : `${n} stocks d’appareils bientôt vides`,
      },
    },
    record: 'Noter une activité',
    latest: 'Vos dernières notes',
    toAgree: 'Un texte public attend votre accord',
    nothing: 'Rien ne vous attend. Bonne journée.',
    lookAround: 'Pour commencer',
    myTerritory: 'Voir mon territoire',
    dashboard: 'Voir les chiffres',
    search: 'Chercher un lieu ou un partenaire',
    partnershipsLink: 'Voir les partenariats',
    imports: 'Importer des données',
    accounts: 'Gérer les comptes',
    findPlace: 'Trouver un lieu',
  },
  search: {
    title: 'Recherche',
    none: (q: string) => `Rien ne correspond à « ${q} ».`,
    hint: 'Essayez le début d’un nom, un code postal, un code INSEE ou un SIREN.',
    territories: 'Territoires',
    places: 'Lieux',
    partners: 'Partenaires',
    partnerships: 'Partenariats',
    results: (q: string) => `Résultats pour « ${q} »`,
    go: 'Rechercher',
    field: 'Commune, lieu ou partenaire',
  },
  published: {
    title: 'Partenariats publiés',
    lead: 'Chaque page paraît avec l’accord du partenaire et de l’opérateur.',
    since: (day: string) => `Depuis le ${day}`,
    with: (name: string) => `Avec ${name}`,
    where: 'Où',
    website: 'Site du partenaire',
    joinTitle: 'Vous voudriez faire de même ?',
  },
};
