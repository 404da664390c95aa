import type { Messages } from '../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  home: {
    workshops: 'Find a digital workshop',
    title: 'A territory, its needs, an alliance to answer them',
    lead: 'A network of contact points and the social and solidarity economy act together, where people live. We start from what is missing, decide together, and show what has changed.',
    help: 'Find help near you',
    join: 'Join the alliance',
    signIn: 'Sign in',
    steps: [
      ['A need', 'The territory’s figures and the people who live there say what is missing.'],
      [
        'A partnership',
        'An association, a cooperative or a social enterprise and the operator agree to answer it.',
      ],
      [
        'People helped',
        'Workshops, accompaniments, services: each action is recorded, without anybody’s name.',
      ],
      ['A figure that can be checked', 'Each total leads to the records that it is made of.'],
    ] as [string, string][],
    commitmentsTitle: 'Four commitments',
    commitments: {
      territory: 'Services that stay open, for longer, close to home.',
      'social-inclusion': 'Work, mutual help, a place for everybody.',
      'digital-inclusion': 'Being at ease with digital tools, and finding help when stuck.',
      ecology: 'Repair, share, throw away less, travel differently.',
    },
    figuresTitle: (year: string) => `The alliance in ${year}`,
    partnerships: 'active partnerships',
    people: 'people supported, as declared',
    peopleNote: 'Sum of declarations; one person may be counted several times.',
    participations: 'participations',
    places: 'places',
    publishedTitle: 'They did it',
    publishedLead: 'Partnerships published with everybody’s agreement.',
    allPublished: 'All published partnerships',
    nonePublished: 'No partnership is published yet.',
    today: 'What needs me today?',
    hello: (name: string) => `Hello ${name}`,
    waitingJoins: (n: string) => `${n} requests to join the alliance wait for an answer`,
    oneJoin: 'One request to join the alliance waits for an answer',
    papers: (n: string) => `${n} papers of partners have expired or will within 90 days`,
    onePaper: 'One paper of a partner has expired or will within 90 days',
    refused: 'Somebody refused to sign',
    stalled: 'Partnerships that stand still: too long in their stage, with no next step',
    toDecide: 'Proposals that wait for your decision',
    soon: 'Partnerships whose term is less than three months away',
    review: 'Partnerships under review',
    codesign: 'Partnerships in co-design',
    openNeeds: 'Open needs without an answer',
    digital: {
      presences: 'Your presences today',
      booked: (n) =>
        n === 0
          ? 'No appointment given'
          : n === 1
            ? '1 appointment given'
            : `${n} appointments given`,
      walkIn: 'No appointment needed',
      waits: 'What waits for you',
      says: {
        roomless: (n) =>
          n === 1
            ? 'A workshop session no longer has a room'
            : `${n} workshop sessions no longer have a room`,
        displaced: (n) =>
          n === 1
            ? 'An appointment to look at: its presence fell away'
            : `${n} appointments to look at: their presence fell away`,
        left: (n) =>
          n === 1
            ? 'A followed person whom nobody is in charge of'
            : `${n} followed persons whom nobody is in charge of`,
        orientations: (n) =>
          n === 1
            ? 'An orientation waits for your answer'
            : `${n} orientations wait for your answer`,
        meetings: (n) =>
          n === 1
            ? 'A followed person to meet within 7 days, or overdue'
            : `${n} followed persons to meet within 7 days, or overdue`,
        ending: (n) =>
          n === 1 ? 'A file is erased within 30 days' : `${n} files are erased within 30 days`,
        rooms: (n) =>
          n === 1
            ? 'A request for a room waits for your answer'
            : `${n} requests for a room wait for your answer`,
        transfers: (n) =>
          n === 1 ? 'Devices on their way to receive' : `${n} transfers of devices to receive`,
        stock: (n) => (n === 1 ? 'A stock of devices runs low' : `${n} stocks of devices run low`),
      },
    },
    record: 'Record an activity',
    latest: 'Your latest records',
    toAgree: 'A public text waits for your agreement',
    nothing: 'Nothing waits for you. Have a good day.',
    lookAround: 'To begin with',
    myTerritory: 'See my territory',
    dashboard: 'See the figures',
    search: 'Look for a place or a partner',
    partnershipsLink: 'See the partnerships',
    imports: 'Import data',
    accounts: 'Manage accounts',
    findPlace: 'Find a place',
  },
  search: {
    title: 'Search',
    none: (q: string) => `Nothing fits “${q}”.`,
    hint: 'Try the start of a name, a postal code, an INSEE code or a SIREN.',
    territories: 'Territories',
    places: 'Places',
    partners: 'Partners',
    partnerships: 'Partnerships',
    results: (q: string) => `Results for “${q}”`,
    go: 'Search',
    field: 'Commune, place or partner',
  },
  published: {
    title: 'Published partnerships',
    lead: 'Each page appears with the agreement of the partner and the operator.',
    since: (day: string) => `Since ${day}`,
    with: (name: string) => `With ${name}`,
    where: 'Where',
    website: 'The partner’s web site',
    joinTitle: 'Would you like to do the same?',
  },
};
