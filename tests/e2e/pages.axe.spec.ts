import type { Page } from '@playwright/test';
import type { Role } from '../../src/modules/accounts/public.ts';
import { LISTED } from '../http/routes.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expect, test } from './support.ts';

/** How a page is reached: by its address, or by the first link of this form on another page. */
type Way = string | { readonly from: string; readonly link: RegExp; readonly then?: string };

const RECORD = '[0-9a-f-]{36}';
const first = (list: string, then = ''): Way => ({
  from: `/${list}`,
  link: new RegExp(`^/${list}/${RECORD}$`),
  then,
});

const hosted = (then = ''): Way => ({
  from: '/partenariats/hebergement',
  link: new RegExp(`^/hebergements/${RECORD}$`),
  then,
});
const waiting: Way = { from: '/salles', link: new RegExp(`^/reservations/${RECORD}$`) };
const fromWorkshop = (list: string, then = ''): Way => ({
  from: '/territoires/departement/23/atelier',
  link: new RegExp(`^/${list}/${RECORD}$`),
  then,
});

const session = (then = ''): Way => ({
  from: '/ateliers',
  link: new RegExp(`^/ateliers/seances/${RECORD}$`),
  then,
});

const advisor = (then = ''): Way => ({
  from: '/conseillers?departement=23',
  link: new RegExp(`^/conseillers/${RECORD}$`),
  then,
});

const lot = (then = ''): Way => ({
  from: '/equipements',
  link: new RegExp(`^/equipements/lots/${RECORD}$`),
  then,
});

const TERRITORIES = [
  '/territoires/commune/23096',
  '/territoires/departement/23',
  '/territoires/region/75',
  '/territoires/epci/200034825',
];

/** Every page with the roles that read it here; the addresses that are no page say so. */
const PAGES: Readonly<Record<string, readonly Way[] | 'not a page' | 'in a journey'>> = {
  '/': ['/'],
  '/recherche': ['/recherche?q=gueret', '/recherche?q=zzzzz'],
  '/accessibilite': ['/accessibilite'],
  '/sources': ['/sources'],
  '/messagerie': ['/messagerie'],
  '/travaux': ['/travaux'],
  '/travaux/sauvegarde': 'not a page',
  '/connexion': ['/connexion'],
  '/connexion/lien': ['/connexion/lien?jeton=used'],
  '/demonstration': ['/demonstration'],
  '/invitation': ['/invitation?jeton=used'],
  '/compte': ['/compte'],
  '/comptes': ['/comptes'],
  '/territoires': ['/territoires'],
  '/territoires/:kind/:code': TERRITORIES,
  '/territoires/:kind/:code/atelier': [
    '/territoires/departement/23/atelier',
    '/territoires/commune/23096/atelier',
  ],
  '/territoires/:kind/:code/atelier.pdf': 'not a page',
  '/lieux': ['/lieux', '/lieux?q=zzzzz'],
  '/lieux/:id': [first('lieux')],
  // A document of its own: its journey looks at every screen of it.
  '/guichet': 'in a journey',
  '/guichet/lieu': ['/guichet/lieu'],
  '/guichet/nouvelles': 'in a journey',
  '/guichet/offres': 'not a page',
  '/guichet/envoi': 'not a page',
  '/guichet/agent.js': 'not a page',
  '/guichet/application.webmanifest': 'not a page',
  '/orientations': ['/orientations', '/orientations/inconnu'],
  '/orientations/code': 'not a page',
  '/orientations/:id': [first('orientations')],
  '/suite': 'not a page',
  '/suite/:code': ['/suite/inconnu'],
  '/retours-sms': 'not a page',
  '/conseillers': ['/conseillers', '/conseillers?departement=99'],
  '/conseillers/nouveau': ['/conseillers/nouveau'],
  '/conseillers/presences': ['/conseillers/presences', '/conseillers/presences?semaine=2020-01-06'],
  '/conseillers/presences/:id': [
    {
      from: '/conseillers/presences',
      link: new RegExp(`^/conseillers/presences/${RECORD}$`),
    },
  ],
  '/conseillers/a-revoir': ['/conseillers/a-revoir'],
  '/conseillers/coop': ['/conseillers/coop'],
  '/conseillers/:id': [advisor()],
  '/conseillers/:id/modifier': [advisor('/modifier')],
  '/conseillers/:id/tournee': [advisor('/tournee')],
  '/conseillers/:id/absence': [advisor('/absence')],
  '/conseillers/:id/depart': [advisor('/depart'), advisor('/depart?jour=2030-01-01')],
  '/accompagnements': ['/accompagnements', '/accompagnements?departement=99'],
  '/accompagnements/nouveau': ['/accompagnements/nouveau'],
  '/accompagnements/:id': [first('accompagnements')],
  '/accompagnements/:id/corriger': [first('accompagnements', '/corriger')],
  '/conseillers/:id/tournee/:round': 'in a journey',
  '/rendez-vous': 'not a page',
  '/rendez-vous/prendre/:presence': 'in a journey',
  '/rendez-vous/:code': ['/rendez-vous/inconnu'],
  '/calendriers/conseillers/:id/presences.ics': 'not a page',
  '/ateliers': ['/ateliers', '/ateliers?passes=1'],
  '/ateliers/nouveau': ['/ateliers/nouveau'],
  '/ateliers/:id': 'in a journey',
  '/ateliers/:id/modifier': 'in a journey',
  '/ateliers/seances/:id': [session()],
  '/ateliers/seances/:id/bilan': [session('/bilan')],
  '/ateliers/seances/:id/feuille': [session('/feuille')],
  '/aide': [
    '/aide',
    '/aide?commune=23096&km=30',
    '/aide?communeText=zzzzz',
    '/aide?commune=23096&km=5&how%5B%5D=openNow&services%5B%5D=equipment&care%5B%5D=english',
  ],
  '/aide/:id': [{ from: '/aide?commune=23096', link: new RegExp(`^/aide/${RECORD}$`) }],
  '/flux': ['/flux'],
  '/feeds/lieux-mediation-numerique.csv': 'not a page',
  '/feeds/lieux-mediation-numerique.json': 'not a page',
  '/feeds/data-inclusion/structures.json': 'not a page',
  '/feeds/data-inclusion/services.json': 'not a page',
  '/lieux/doublons': ['/lieux/doublons', '/lieux/doublons?decidees=1'],
  '/lieux/:id/mediation': [first('lieux', '/mediation')],
  '/ateliers-ouverts': ['/ateliers-ouverts', '/ateliers-ouverts?communeText=zzzzz'],
  '/ateliers-ouverts/:id': [
    { from: '/ateliers-ouverts', link: /^\/ateliers-ouverts\/[0-9a-f-]{36}$/ },
  ],
  '/inscriptions': 'not a page',
  '/inscriptions/:code': ['/inscriptions/AAAA-AAAA'],
  '/calendriers/:kind/:id/ateliers.ics': 'not a page',
  '/salles': ['/salles', '/salles?places=400', '/salles?equipement[]=wifi'],
  '/salles/nouvelle': ['/salles/nouvelle'],
  '/salles/:id': [first('salles')],
  '/salles/:id/modifier': [first('salles', '/modifier')],
  '/salles/:id/reserver': [first('salles', '/reserver')],
  '/salles/:id/fermetures': [first('salles', '/fermetures')],
  '/salles/:id/affiche': [first('salles', '/affiche')],
  '/reservations/:id': [waiting],
  '/equipements': ['/equipements', '/equipements?type=tablet'],
  '/equipements/lots/nouveau': ['/equipements/lots/nouveau'],
  '/equipements/lots/:id': [lot()],
  '/equipements/lots/:id/etiquettes': [lot('/etiquettes')],
  '/equipements/remise': ['/equipements/remise'],
  '/equipements/remises/:id': 'in a journey',
  '/equipements/transferts': ['/equipements/transferts'],
  '/equipements/transferts/nouveau': ['/equipements/transferts/nouveau'],
  '/equipements/transferts/:id': [
    { from: '/equipements/transferts', link: new RegExp(`^/equipements/transferts/${RECORD}$`) },
  ],
  '/equipements/:id': 'in a journey',
  '/suivis': ['/suivis', '/suivis?vue=tous'],
  '/suivis/nouveau': ['/suivis/nouveau'],
  '/suivis/texte': ['/suivis/texte'],
  '/suivis/relais': ['/suivis/relais'],
  '/suivis/chiffres': ['/suivis/chiffres'],
  '/suivis/:id': [first('suivis')],
  '/suivis/:id/modifier': [first('suivis', '/modifier')],
  '/suivis/:id/accord': [first('suivis', '/accord')],
  '/suivis/:id/export': [first('suivis', '/export')],
  '/suivis/:id/export.json': 'not a page',
  '/besoins': ['/besoins'],
  '/besoins/nouveau': ['/besoins/nouveau?kind=commune&code=23096'],
  '/besoins/:id': [first('besoins')],
  '/besoins/:id/modifier': [first('besoins', '/modifier')],
  '/besoins/:id/proposer': 'in a journey',
  '/propositions/:id': [fromWorkshop('propositions')],
  '/propositions/:id/modifier': 'in a journey',
  '/actions/nouvelle': ['/actions/nouvelle?territoire=department&code=23'],
  '/actions/:id': [fromWorkshop('actions')],
  '/actions/:id/modifier': [fromWorkshop('actions', '/modifier')],
  '/partenaires': ['/partenaires'],
  '/partenaires/nouveau': ['/partenaires/nouveau'],
  '/partenaires/pieces': [
    '/partenaires/pieces',
    '/partenaires/pieces?etat=expired&nature=insurance',
  ],
  '/partenaires/:id': [first('partenaires')],
  '/partenaires/:id/modifier': [first('partenaires', '/modifier')],
  '/partenaires/:id/dossier': [first('partenaires', '/dossier')],
  '/partenaires/:id/historique': [first('partenaires', '/historique')],
  '/partenaires/:id/fusion': [first('partenaires', '/fusion')],
  '/partenaires/:id/contacts/:contact': 'in a journey',
  '/partenaires/:id/pieces/:document': 'not a page',
  '/partenariats': ['/partenariats', '/partenariats?stage=active&type=hosting'],
  '/partenariats/tableau': ['/partenariats/tableau'],
  '/partenariats/deplacer': ['/partenariats/deplacer'],
  '/partenariats/carte': ['/partenariats/carte', '/partenariats/carte?departement=23'],
  '/partenariats/calendrier': ['/partenariats/calendrier'],
  '/partenariats/vues': 'not a page',
  '/partenariats.csv': 'not a page',
  '/partenariats.xlsx': 'not a page',
  '/partenariats/hebergement': [
    '/partenariats/hebergement',
    '/partenariats/hebergement?departement=23',
  ],
  '/partenariats/:id/experimentation': [first('partenariats', '/experimentation')],
  '/modeles': ['/modeles'],
  '/modeles/nouveau': 'in a journey',
  '/modeles/:id': [first('modeles')],
  '/modeles/:id/modifier': [first('modeles', '/modifier')],
  '/modeles/:id/pieces/:document': 'not a page',
  '/partenariats/:id/suite': [first('partenariats', '/suite')],
  '/partenariats/:id/hebergement': [first('partenariats', '/hebergement')],
  '/partenariats/:id/hebergement/nouveau': [first('partenariats', '/hebergement/nouveau')],
  '/hebergements/:id': [hosted()],
  '/hebergements/:id/modifier': [hosted('/modifier')],
  '/partenariats/nouveau': ['/partenariats/nouveau'],
  '/partenariats/:id': [first('partenariats')],
  '/partenariats/:id/modifier': [first('partenariats', '/modifier')],
  '/partenariats/:id/fiche': [first('partenariats', '/fiche')],
  '/partenariats/:id/revue': [first('partenariats', '/revue')],
  '/partenariats/:id/convention': [first('partenariats', '/convention')],
  '/partenariats/:id/convention/modifier': 'in a journey',
  '/partenariats/:id/convention/:convention/:which': 'not a page',
  '/conventions/modeles': ['/conventions/modeles'],
  '/conventions/modeles/:type': ['/conventions/modeles/social-innovation'],
  '/conventions/verifier': ['/conventions/verifier'],
  '/signer/:secret': ['/signer/unknown'],
  '/signer/:secret/convention': 'not a page',
  '/activite': ['/activite'],
  '/activite/nouvelle': ['/activite/nouvelle'],
  '/activite/:id': [first('activite')],
  '/activite/:id/corriger': [first('activite', '/corriger')],
  '/chiffres': ['/chiffres'],
  '/chiffres/numerique': ['/chiffres/numerique', '/chiffres/numerique?departement=23'],
  '/chiffres/numerique.csv': 'not a page',
  '/chiffres/numerique.xlsx': 'not a page',
  '/chiffres/cibles': ['/chiffres/cibles'],
  '/logiciels': ['/logiciels'],
  '/croissance': ['/croissance'],
  '/croissance/objectifs': ['/croissance/objectifs'],
  '/demandes': ['/demandes'],
  '/demandes/:id': 'in a journey',
  '/importations': ['/importations'],
  '/importations/:id': 'in a journey',
  '/importations/:id/colonnes': 'in a journey',
  '/importations/:id/mots': 'in a journey',
  '/rejoindre': ['/rejoindre'],
  '/rejoindre/:secret': ['/rejoindre/unknown'],
  '/alliance': ['/alliance'],
  '/alliance/:slug': [{ from: '/alliance', link: /^\/alliance\/[^/?]+$/ }],
  '/*': ['/nulle/part'],
  '/activite.csv': 'not a page',
  '/importations/:id/refusees.csv': 'not a page',
  '/suggestions': 'not a page',
  '/suggestions/communes': 'not a page',
  '/suggestions/intercommunalites': 'not a page',
  '/suggestions/partenaires': 'not a page',
  '/suggestions/lieux': 'not a page',
  '/langue': 'not a page',
  '/deconnexion': 'not a page',
};

const reader = (permission: string): Role | null => {
  if (permission === 'NONE') return null;
  // Files on persons and hand-outs are not for the national team.
  if (/^follow-up\.|^devices\.hand-out$/.test(permission)) return 'advisor';
  return ['jobs.read', 'webhooks.manage'].includes(permission) ? 'admin' : 'alliance-lead';
};

const WALKS = [
  ['alliance-lead', 1, 5],
  ['alliance-lead', 2, 5],
  ['alliance-lead', 3, 5],
  ['alliance-lead', 4, 5],
  ['alliance-lead', 5, 5],
  [null, 1, 1],
  ['advisor', 1, 1],
  ['admin', 1, 1],
] as const;

test('every address is looked at, or is no page', () => {
  expect(Object.keys(PAGES).sort()).toEqual(LISTED.map((route) => route.path).sort());
});

for (const locale of ['fr', 'en'] as const) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale: locale === 'fr' ? 'fr-FR' : 'en-GB' });
    test.describe.configure({ mode: 'parallel' });
    // French is walked wide, and each page made narrow then; English narrow, where words need room.
    test.skip(({ viewport }) => (locale === 'en') === (viewport?.width ?? 0) > 320);
    let server: RunningServer;
    // The language belongs to the account: a server of its own keeps the journeys apart.
    test.beforeAll(async () => {
      server = await startServer();
    });
    test.afterAll(async () => {
      await server?.stop();
    });

    // The national team reads most of them: in parts that two workers share.
    for (const [role, part, parts] of WALKS) {
      const which = parts > 1 ? `, part ${part} of ${parts}` : '';
      test(`pages read by ${role ?? 'everybody'}${which}`, async ({
        browser,
        axe,
        axeWords,
        signInAs,
      }, info) => {
        test.setTimeout(240_000);
        const context = await browser.newContext({
          baseURL: server.url,
          viewport: info.project.use.viewport ?? null,
          locale: locale === 'fr' ? 'fr-FR' : 'en-GB',
        });
        const page = await context.newPage();
        if (role) {
          await signInAs(page, role);
          await speak(page, locale);
        }
        let seen = 0;
        const own = LISTED.filter(({ loader }) => reader(loader) === role);
        for (const { path } of own.filter((_, index) => index % parts === part - 1)) {
          const ways = PAGES[path];
          if (typeof ways !== 'object') continue;
          for (const way of ways) {
            await reach(page, way);
            await expect.soft(page.locator('html')).toHaveAttribute('lang', locale);
            await expect.soft(page.locator('h1'), page.url()).toHaveCount(1);
            if (locale === 'en') await axeWords(page);
            else await bothWidths(page, axe);
            seen += 1;
          }
        }
        expect(seen).toBeGreaterThan(0);
        await context.close();
      });
    }
  });
}

async function bothWidths(page: Page, axe: (page: Page) => Promise<void>): Promise<void> {
  await axe(page);
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await axe(page);
  if (wide) await page.setViewportSize(wide);
}

async function speak(page: Page, locale: 'fr' | 'en'): Promise<void> {
  if ((await page.locator('html').getAttribute('lang')) === locale) return;
  await page.getByRole('button', { name: locale === 'en' ? 'English' : 'Français' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
}

async function reach(page: Page, way: Way): Promise<void> {
  if (typeof way === 'string') {
    await go(page, way);
    return;
  }
  await go(page, way.from);
  const links = await page
    .locator('main a')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  const found = links.find((href) => way.link.test(href));
  expect(found, `a link of ${way.from}`).toBeTruthy();
  await go(page, `${found}${way.then ?? ''}`);
}

/** A page that was refused or broke looks right too: its status says what it is. */
async function go(page: Page, path: string): Promise<void> {
  const status = (await page.goto(path))?.status() ?? 0;
  expect([200, 404], `status of ${path}`).toContain(status);
  if (status === 404) expect(path).toMatch(/nulle|unknown|inconnu|AAAA/);
}
