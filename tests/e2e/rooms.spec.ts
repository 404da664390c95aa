import { fr } from '../../src/modules/rooms/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expect, test } from './support.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
});

const PURPOSE = 'Atelier des mots de passe';

/** A Wednesday some weeks ahead, beyond the bookings of the demonstration. */
function wednesday(): string {
  const day = new Date(Date.now() + 60 * 86_400_000);
  day.setUTCDate(day.getUTCDate() + ((10 - day.getUTCDay()) % 7));
  return day.toISOString().slice(0, 10);
}

test('a partner books a room weekly, the place answers, then closes it', async ({
  browser,
  axe,
  signInAs,
}) => {
  const open = async (role: 'partner-member' | 'place-manager') => {
    const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
    const page = await context.newPage();
    await signInAs(page, role);
    return page;
  };
  const day = wednesday();

  const manager = await open('place-manager');
  await manager.goto('/salles');
  await expect(manager.getByRole('heading', { name: fr.waiting })).toBeVisible();
  await manager.goto('/salles/nouvelle');
  await manager.getByLabel(fr.name).fill('Salle des mots');
  await manager.getByLabel(fr.seats, { exact: true }).fill('8');
  await manager.getByLabel(fr.equipments.wifi).check();
  await manager.locator('[name="hours.wednesday"]').fill('9:00-12:00, 14:00-18:00');
  await manager.getByRole('button', { name: fr.save, exact: true }).click();
  await expect(manager.getByRole('heading', { level: 1 })).toHaveText('Salle des mots');
  const room = new URL(manager.url()).pathname;
  await axe(manager);

  // The partner looks first: one week of three is closed by then.
  await manager.goto(`${room}/fermetures`);
  const later = new Date(Date.parse(day) + 7 * 86_400_000).toISOString().slice(0, 10);
  await manager.locator('[name=fromDay]').fill(later);
  await manager.locator('[name=untilDay]').fill(later);
  await manager.locator('[name=reason]').fill('Peinture');
  await manager.getByRole('button', { name: fr.closing.close }).click();
  await expect(manager.getByText(fr.closing.done(0))).toBeVisible();

  const partner = await open('partner-member');
  await partner.goto(`${room}/reserver?jour=${day}&de=14:00`);
  await partner.getByLabel(fr.bookings.purpose).fill(PURPOSE);
  await partner.getByLabel(fr.bookings.weeks).fill('3');
  await partner.getByRole('button', { name: fr.bookings.preview }).last().click();
  await expect(partner.getByText(fr.bookings.clashes(1))).toBeVisible();
  await axe(partner);
  await partner.getByLabel(fr.bookings.leaveOut).check();
  await partner.getByRole('button', { name: fr.bookings.confirm, exact: true }).click();
  await expect(partner.getByText(fr.booking.asked)).toBeVisible();
  const booking = new URL(partner.url()).pathname;

  // The place refuses nothing without a reason, and accepts the series at once.
  await manager.goto(booking);
  await manager.getByLabel(fr.booking.moves.refuse).check();
  await manager.getByRole('button', { name: fr.booking.send }).click();
  await expect(manager.getByRole('alert')).toBeVisible();
  await manager.getByLabel(fr.booking.moves.accept).check();
  await manager.getByLabel(fr.booking.wholeSeries).check();
  await manager.getByRole('button', { name: fr.booking.send }).click();
  await expect(manager.getByText(fr.booking.statuses.confirmed).first()).toBeVisible();
  await axe(manager);

  // Somebody who comes too late is offered what is left.
  await manager.goto(`${room}/reserver?jour=${day}&de=15:00`);
  await manager.getByLabel(fr.bookings.purpose).fill('Réunion d’équipe');
  await manager.getByRole('button', { name: fr.bookings.confirm, exact: true }).click();
  await expect(manager.getByRole('alert')).toBeVisible();
  await manager.locator('button[name=take]').first().click();
  await expect(manager.getByText(fr.bookings.allFree)).toBeVisible();

  // A closure over a booking lists it and asks.
  await manager.goto(`${room}/fermetures`);
  await manager.locator('[name=fromDay]').fill(day);
  await manager.locator('[name=untilDay]').fill(day);
  await manager.locator('[name=reason]').fill('Dégât des eaux');
  await manager.getByRole('button', { name: fr.closing.close }).click();
  await expect(manager.getByRole('link', { name: /14/ })).toBeVisible();
  await axe(manager);
  await manager.getByLabel(fr.closing.cancelBookings).check();
  await manager.getByRole('button', { name: fr.closing.close }).click();
  await expect(manager.getByText(fr.closing.done(1))).toBeVisible();
  await partner.goto(booking);
  await expect(partner.getByText('Dégât des eaux')).toBeVisible();
  await expect(async () => {
    await manager.goto('/messagerie');
    await expect(manager.getByText('vos réservations sont annulées').first()).toBeVisible();
  }).toPass();

  // The door says what is left of the week.
  await manager.goto(`${room}/affiche?semaine=${day}`);
  await expect(manager.getByText('Dégât des eaux')).toBeVisible();
  await axe(manager);
});
