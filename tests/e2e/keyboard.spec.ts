import type { Locator, Page } from '@playwright/test';
import { fr as activity } from '../../src/modules/activity/messages.fr.ts';
import { fr as advisors } from '../../src/modules/advisors/messages.fr.ts';
import { fr as digital } from '../../src/modules/alliance/digital-inclusion/messages.fr.ts';
import { fr as alliance } from '../../src/modules/alliance/messages.fr.ts';
import { fr as followed } from '../../src/modules/follow-up/messages.fr.ts';
import { fr as partnerships } from '../../src/modules/partnerships/messages.fr.ts';
import { fr as rooms } from '../../src/modules/rooms/messages.fr.ts';
import { fr as workshops } from '../../src/modules/workshops/messages.fr.ts';
import { arriveAt, expect, tabTo, test } from './support.ts';

/** Chooses in a group of radio buttons, one stop of the keyboard, with the arrows. */
async function choose(page: Page, wanted: Locator): Promise<void> {
  const name = await wanted.getAttribute('name');
  const group = page.locator(`input[type=radio][name="${name}"]`);
  const chosen = group.and(page.locator(':checked'));
  await tabTo(page, (await chosen.count()) > 0 ? chosen : group.first());
  if ((await chosen.count()) === 0) await page.keyboard.press('Space');
  for (let step = 0; step < 12 && !(await wanted.isChecked()); step += 1)
    await page.keyboard.press('ArrowDown');
  await expect(wanted).toBeChecked();
}

test('an advisor records what was done without a mouse', async ({ page, signInAs }) => {
  await signInAs(page, 'advisor');
  await page.goto('/activite/nouvelle');
  await page.keyboard.press('Tab');
  // The first stop leads past the navigation.
  await expect(page.locator(':focus')).toHaveAttribute('href', '#contenu');
  await page.keyboard.press('Enter');
  const partnership = page.locator('#field-partnershipId');
  await tabTo(page, partnership);
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByLabel(activity.form.participations));
  await page.keyboard.type('8');
  await tabTo(page, page.getByLabel(activity.form.personsDeclared));
  await page.keyboard.type('6');
  await tabTo(page, page.getByRole('button', { name: activity.form.save, exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(activity.form.saved)).toBeVisible();
});

test('a delegate records a need without a mouse', async ({ page, signInAs }) => {
  await signInAs(page, 'territory-delegate');
  await page.goto('/territoires/commune/23096');
  await tabTo(page, page.getByRole('link', { name: partnerships.need.add }));
  await page.keyboard.press('Enter');
  // A group of choices is one stop; the arrows choose in it.
  await tabTo(page, page.getByRole('radio').first());
  const wanted = page.getByLabel(alliance.commitment['digital-inclusion']);
  for (let step = 0; step < 4 && !(await wanted.isChecked()); step += 1) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(wanted).toBeChecked();
  await tabTo(page, page.locator('#field-title'));
  await page.keyboard.type('Un lieu ouvert le samedi matin');
  await tabTo(page, page.getByRole('button', { name: partnerships.need.save }));
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { level: 1, name: 'Un lieu ouvert le samedi matin' }),
  ).toBeVisible();
});

test('the search box is a list that the arrows walk', async ({ page, signInAs }) => {
  await signInAs(page, 'territory-delegate');
  await page.goto('/');
  await tabTo(page, page.getByRole('combobox').first());
  await page.keyboard.type('aubus');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await arriveAt(page, /\/(territoires|lieux|partenaires|partenariats)\//);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Aubusson');
});

test('somebody takes a seat at a workshop, and gives it back, without a mouse', async ({
  page,
}) => {
  await page.goto('/ateliers-ouverts');
  await tabTo(page, page.locator('a[href^="/ateliers-ouverts/"]').last());
  await page.keyboard.press('Enter');
  await arriveAt(page, /\/ateliers-ouverts\/[0-9a-f-]{36}$/);
  await tabTo(page, page.getByLabel(workshops.public.firstName));
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  await arriveAt(page, /\/inscriptions\//);
  await tabTo(page, page.getByRole('button', { name: workshops.public.cancel }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(workshops.public.status.cancelled)).toBeVisible();
});

test.describe('for who looks after rooms and workshops', () => {
  test.use({ locale: 'fr-FR' });

  test('a room is booked and a request answered without a mouse', async ({ page, signInAs }) => {
    await signInAs(page, 'place-manager');
    await page.goto('/salles');
    // A request of the demonstration waits; the arrows choose the answer.
    await tabTo(page, page.locator('main a[href^="/reservations/"]').first());
    await page.keyboard.press('Enter');
    await arriveAt(page, /\/reservations\//);
    await choose(page, page.getByLabel(rooms.booking.moves.accept));
    await tabTo(page, page.getByRole('button', { name: rooms.booking.send }));
    await page.keyboard.press('Enter');
    await expect(page.getByText(rooms.booking.statuses.confirmed).first()).toBeVisible();

    await tabTo(page, page.locator('main a[href^="/salles/"]').first());
    await page.keyboard.press('Enter');
    await arriveAt(page, /\/salles\/[0-9a-f-]{36}$/);
    // A Wednesday beyond the bookings of the demonstration.
    const day = new Date(Date.now() + 70 * 86_400_000);
    day.setUTCDate(day.getUTCDate() + ((10 - day.getUTCDay()) % 7));
    const room = new URL(page.url()).pathname;
    await page.goto(`${room}/reserver?jour=${day.toISOString().slice(0, 10)}&de=10:00`);
    await tabTo(page, page.getByLabel(rooms.bookings.purpose));
    await page.keyboard.type('Permanence sans souris');
    await tabTo(page, page.getByRole('button', { name: rooms.bookings.confirm, exact: true }));
    await page.keyboard.press('Enter');
    await arriveAt(page, /\/reservations\//);
    await expect(page.getByText('Permanence sans souris').first()).toBeVisible();
  });

  test('a workshop is planned, a seat marked and a session closed without a mouse', async ({
    page,
    signInAs,
  }) => {
    await signInAs(page, 'alliance-lead');
    await page.goto('/ateliers/nouveau');
    await tabTo(page, page.getByLabel(workshops.partnershipId));
    await page.keyboard.press('ArrowDown');
    await tabTo(page, page.getByLabel(workshops.workshopTitle));
    await page.keyboard.type('Atelier sans souris');
    await tabTo(page, page.getByLabel(digital.themes.email));
    await page.keyboard.press('Space');
    await choose(page, page.getByLabel(digital.levels.debutant));
    await tabTo(page, page.getByRole('button', { name: workshops.save }));
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('heading', { level: 1, name: 'Atelier sans souris' }),
    ).toBeVisible();

    await page.goto('/ateliers?passes=1');
    await tabTo(page, page.locator('tbody th a').first());
    await page.keyboard.press('Enter');
    await arriveAt(page, /\/ateliers\/seances\//);
    const came = page.getByRole('button', { name: new RegExp(`^${workshops.session.came} `) });
    await tabTo(page, came.first());
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('cell', { name: workshops.seatStates.came, exact: true }).first(),
    ).toBeVisible();
    await tabTo(page, page.getByRole('link', { name: workshops.session.close }));
    await page.keyboard.press('Enter');
    await arriveAt(page, /\/bilan$/);
    await tabTo(page, page.getByRole('button', { name: workshops.report.close }));
    await page.keyboard.press('Enter');
    await expect(page.getByText(workshops.report.done)).toBeVisible();
  });
});

test('a person is looked for, followed, handed a copy and erased without a mouse', async ({
  page,
  signInAs,
}) => {
  const { keyboard } = page;
  await signInAs(page, 'partner-admin');
  await page.goto('/suivis/nouveau');
  await tabTo(page, page.getByLabel(followed.firstName));
  await keyboard.type('Églantine');
  await keyboard.press('Enter');
  await tabTo(page, page.locator('#field-communeCode'));
  await keyboard.type('Guéret');
  await expect(page.locator('[role=listbox] [role=option]').first()).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await choose(page, page.getByLabel(followed.consent.purposes.learn));
  await choose(page, page.getByLabel(followed.consent.ways.paper));
  await tabTo(page, page.getByLabel(followed.consent.agreed));
  await keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: followed.new.create }));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Églantine' })).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: followed.file.export }));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: followed.export.title })).toBeVisible();
  const download = page.waitForEvent('download');
  await tabTo(page, page.getByRole('link', { name: followed.export.file }));
  await keyboard.press('Enter');
  await download;
  await tabTo(page, page.locator('main nav a').nth(1));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Églantine' })).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: followed.file.consent }));
  await keyboard.press('Enter');
  const erase = page.locator('form', {
    has: page.getByRole('button', { name: followed.consent.eraseButton }),
  });
  await tabTo(page, erase.getByRole('checkbox'));
  await keyboard.press('Space');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(page.getByText(followed.consent.ended)).toBeVisible();
});

test('an advisor plans and changes a round without a mouse', async ({ page, signInAs }) => {
  const { keyboard } = page;
  await signInAs(page, 'advisor');
  await page.goto('/conseillers');
  await tabTo(page, page.getByRole('link', { name: advisors.mine }));
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: advisors.rounds.plan }));
  await keyboard.press('Enter');
  await tabTo(page, page.locator('#field-placeId'));
  await keyboard.type('Guéret');
  await expect(page.locator('[role=listbox] [role=option]').first()).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await tabTo(page, page.getByLabel(advisors.rounds.weekday));
  await keyboard.type('Dim');
  // A time is typed figure by figure: hours, minutes, half of the day.
  await tabTo(page, page.getByLabel(advisors.rounds.from, { exact: true }));
  await keyboard.type('0900A');
  await tabTo(page, page.getByLabel(advisors.rounds.to, { exact: true }));
  await keyboard.type('1100A');
  await tabTo(page, page.getByLabel(advisors.rounds.slotMinutes));
  await keyboard.type('30');
  await keyboard.press('Enter');
  await expect(page.locator('.notice-ok')).toContainText('Tournée prévue');
  await tabTo(
    page,
    page.getByRole('link', { name: new RegExp(`^${advisors.rounds.change} : Dim`) }),
  );
  await keyboard.press('Enter');
  await tabTo(page, page.getByLabel(advisors.rounds.everyWeeks));
  await keyboard.press('ArrowDown');
  await tabTo(page, page.getByLabel(advisors.rounds.changeReason));
  await keyboard.type('Un dimanche sur deux');
  await tabTo(page, page.getByRole('button', { name: advisors.rounds.changeSave }));
  await keyboard.press('Enter');
  await expect(page.locator('.notice-ok')).toContainText('Tournée changée : 4 présences');
});
