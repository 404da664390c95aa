import { sql } from 'kysely';
import type { Db } from '../platform/db/schema.ts';
import { writeSetting } from '../platform/db/setting.ts';
import type { FileStore } from '../platform/files/files.ts';
import { makeAccounts } from './accounts.ts';
import { makeActivity } from './activity.ts';
import { makeAdvisors } from './advisors.ts';
import { makeCoDesign } from './co-design.ts';
import { makeContacts } from './contacts.ts';
import { makeConventions } from './conventions.ts';
import { makeDevices } from './devices.ts';
import { linkHelp, makeFollowUps } from './follow-up.ts';
import { makeHostings } from './hosting.ts';
import { makeIndicators } from './indicators.ts';
import { filledAtOnce, insertRows } from './insert.ts';
import { makeMails } from './mails.ts';
import { makeMediation } from './mediation.ts';
import { makeModels } from './models.ts';
import { makeNeeds } from './needs.ts';
import { makeOrientations } from './orientations.ts';
import { makePapers } from './papers.ts';
import { makePartners } from './partners.ts';
import { makePartnerships } from './partnerships.ts';
import { makePlaces } from './places.ts';
import { Random } from './random.ts';
import { makeRooms } from './rooms.ts';
import { HOME_TOWN, loadTowns, TownPicker } from './territory.ts';
import { makeWorkshops } from './workshops.ts';

export interface SeedOptions {
  /** 1 = the size of the real alliance; 0.02 = small, for tests. */
  readonly scale: number;
  /** The end of the three years of activity. */
  readonly now: Date;
  /** Takes the contents of invented papers. */
  readonly files: FileStore;
  /** The installation's: invented files on persons rest sealed like real ones. */
  readonly secret: string;
  readonly progress: (text: string) => void;
}

const PARTNERSHIPS = 1_300;
const PARTNERS = 950;

/**
 * Fills an empty alliance with an invented one of the real size, in one transaction: about 17,000
 * places, 950 partners, 1,300 partnerships, 250,000 records. The same `now` and scale make the
 * same alliance, to the last identifier of a record.
 */
export async function seedDemonstration(db: Db, options: SeedOptions): Promise<void> {
  const { scale, now, files, secret, progress } = options;
  await db.transaction().execute(async (trx) => {
    const random = (part: string): Random => new Random(`maillage ${part}`);
    const towns = await loadTowns(trx);
    const picker = new TownPicker(towns);
    const places = await makePlaces(trx, towns, random('places'), scale);
    progress(`${places.length} lieux`);
    const count = (full: number): number => Math.max(24, Math.round(full * scale));
    const partners = await makePartners(
      trx,
      picker,
      random('partners'),
      Math.max(20, Math.round(PARTNERS * scale)),
    );
    const needs = await makeNeeds(trx, picker, random('needs'), scale, now);
    progress(`${partners.length} partenaires, ${needs.length} besoins`);
    const home = places.find((place) => place.town.code === HOME_TOWN);
    const [firstPartner] = partners;
    if (!home || !firstPartner) throw new Error('the demonstration has no home');
    const accounts = await makeAccounts(trx, home, firstPartner);
    const partnerships = await makePartnerships(
      trx,
      {
        partners,
        places,
        needs,
        now,
        accounts: {
          delegate: accounts['territory-delegate'],
          lead: accounts['alliance-lead'],
          partnerAdmin: accounts['partner-admin'],
        },
      },
      random('partnerships'),
      count(PARTNERSHIPS),
    );
    await sql`SELECT setval('partnership_reference', ${partnerships.length})`.execute(trx);
    const delegate = accounts['territory-delegate'];
    await makeContacts(trx, { partners, partnerships, now, by: delegate }, random('contacts'));
    await makePapers(
      trx,
      { partners, files, now, accounts: { delegate, lead: accounts['alliance-lead'] } },
      random('papers'),
    );
    await makeMails(trx, partnerships, random('mails'), now);
    await makeConventions(trx, partnerships, random('conventions'), now, delegate);
    await makeCoDesign(
      trx,
      { needs, partners, partnerships, places, now, by: delegate },
      random('co-design'),
    );
    await makeHostings(trx, partnerships, random('hosting'), now, delegate);
    await makeRooms(
      trx,
      {
        home,
        places,
        partnerships,
        scale,
        now,
        by: delegate,
        member: { account: accounts['partner-member'], partnerId: firstPartner.id },
      },
      random('rooms'),
    );
    await makeModels(trx, partnerships, random('models'), now, delegate);
    await makeWorkshops(
      trx,
      { partnerships, scale, now, advisor: accounts.advisor },
      random('workshops'),
    );
    await makeOrientations(
      trx,
      { home, scale, now, agent: accounts['counter-agent'] },
      random('orientations'),
    );
    await makeMediation(
      trx,
      places,
      new Set(partnerships.flatMap((one) => one.places.map(({ id }) => id))),
      random('mediation'),
      now,
    );
    await makeDevices(
      trx,
      { places, partnerships, by: accounts.advisor, scale, now, secret },
      random('devices'),
    );
    await makeFollowUps(
      trx,
      {
        home,
        partners,
        accounts: {
          advisor: accounts.advisor,
          member: accounts['partner-member'],
          manager: accounts['place-manager'],
        },
        scale,
        now,
        secret,
      },
      random('follow-up'),
    );
    progress(`${partnerships.length} partenariats`);
    await makeIndicators(trx, towns, random('indicators'));
    const records = await filledAtOnce(trx, 'activity', () =>
      makeActivity(trx, partnerships, random('activity'), scale, now, accounts.advisor, (done) =>
        progress(`${done} activités…`),
      ),
    );
    await makeAdvisors(
      trx,
      {
        home,
        places,
        partnerships,
        scale,
        now,
        by: delegate,
        advisor: accounts.advisor,
      },
      random('advisors'),
    );
    await linkHelp(trx, accounts.advisor);
    await insertRows(trx, 'target', targets(now.getUTCFullYear()));
    await shareTargets(trx, now.getUTCFullYear());
    await writeSetting(trx, 'alliance.demonstration', true);
    await writeSetting(trx, 'alliance.size', { scale, records });
  });
  await sql`ANALYZE`.execute(db);
}

/** The national aim shared out by population, as an invented alliance might do. */
async function shareTargets(trx: Db, year: number): Promise<void> {
  await sql`INSERT INTO growth_target (year, region_code, value)
    SELECT ${year}::int, r.code, round(150.0 * sum(d.population) / sum(sum(d.population)) OVER ())
    FROM region r JOIN department d ON d.region_code = r.code
    GROUP BY r.code HAVING round(150.0 * sum(d.population) / (SELECT sum(population) FROM department)) > 0`.execute(
    trx,
  );
}

/** The announced aims: 500,000 people and 150 new local partnerships a year (interview, 2022). */
function targets(year: number) {
  const source = 'Objectifs annoncés par l’opérateur, entretien de 2022';
  return [
    { code: 'people-supported', year: year - 1, value: 400_000, source },
    { code: 'people-supported', year, value: 500_000, source },
    { code: 'new-partnerships', year: year - 1, value: 150, source },
    { code: 'new-partnerships', year, value: 150, source },
  ];
}
