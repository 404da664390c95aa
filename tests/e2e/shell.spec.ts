import { fr as partners } from '../../src/modules/partners/messages.fr.ts';
import { fr } from '../../src/web/layout/messages.fr.ts';
import { expect, test } from './support.ts';

test('a form that meets no network stays as it was typed', async ({ page, axe, signInAs }) => {
  await signInAs(page, 'alliance-lead');
  await page.goto('/partenaires/nouveau');
  const description = page.getByLabel(partners.form.description);
  const save = page.getByRole('button', { name: partners.form.save });
  await description.fill('Une épicerie.');

  // The browser knows.
  await page.context().setOffline(true);
  await save.click();
  await expect(page.getByRole('alert')).toHaveText(fr.unsent.offline);
  await expect(description).toHaveValue('Une épicerie.');
  await page.context().setOffline(false);

  // The browser does not know: the request is lost on its way.
  await page.route('**/*.data*', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await save.click();
  await expect(page.getByRole('alert')).toHaveText(fr.unsent.unanswered);
  await expect(description).toHaveValue('Une épicerie.');
  await axe(page);
  await page.unroute('**/*.data*');

  // The server answers that its database does not.
  await page.route('**/*.data*', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 503, headers: { 'retry-after': '5' }, body: '' })
      : route.continue(),
  );
  await save.click();
  await expect(page.getByRole('alert')).toHaveText(fr.unsent.unanswered);
  await expect(description).toHaveValue('Une épicerie.');
  await page.unroute('**/*.data*');

  // Sent again, it is answered, and what was said of the network is gone.
  await save.click();
  await expect(page.getByRole('alert').getByRole('link').first()).toBeVisible();
  await expect(page.getByText(fr.unsent.unanswered)).toHaveCount(0);
  await expect(description).toHaveValue('Une épicerie.');
});

test('a page that the network did not bring says so, and can be asked for again', async ({
  page,
  axe,
  signInAs,
}) => {
  await signInAs(page, 'alliance-lead');
  await page.goto('/partenaires');
  await page.route('**/*.data*', (route) => route.abort());
  await page.locator('header a.nav-link[href="/lieux"]').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(fr.failure.network.title);
  await axe(page);
  await page.unroute('**/*.data*');
  await page.getByRole('button', { name: fr.failure.again }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(fr.failure.network.title);
});

test('another language is asked about when it would lose what was typed', async ({ browser }) => {
  const context = await browser.newContext({
    baseURL: process.env.MAILLAGE_E2E_URL ?? '',
    locale: 'fr-FR',
  });
  const page = await context.newPage();
  const asked: string[] = [];
  let accept = false;
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void (accept ? dialog.accept() : dialog.dismiss());
  });
  await page.goto('/connexion');
  const field = page.locator('main form[method=post] input[type=email]').first();
  await field.fill('quelqu.un@example.org');
  await page.getByRole('button', { name: fr.other }).click();
  await expect.poll(() => asked).toEqual([fr.otherLoses]);
  await expect(field).toHaveValue('quelqu.un@example.org');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  accept = true;
  await page.getByRole('button', { name: fr.other }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  // Nothing typed, nothing asked.
  await page.getByRole('button', { name: 'Français' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  expect(asked).toHaveLength(2);
  await context.close();
});

test('Escape closes the menu of a phone and leads back to its button', async ({
  page,
  signInAs,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signInAs(page, 'alliance-lead');
  await page.goto('/');
  const button = page.getByRole('button', { name: fr.menu, exact: true });
  await button.click();
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await expect(button).toBeFocused();
});

test('a form sent where none is expected is not said to be our mistake', async ({ page }) => {
  const answer = await page.request.post('/accessibilite', {
    form: { a: '1' },
    headers: { origin: new URL(process.env.MAILLAGE_E2E_URL ?? '').origin, accept: 'text/html' },
  });
  expect(answer.status()).toBe(405);
  const html = await answer.text();
  expect(html).toContain(fr.failure[405].title);
  expect(html).not.toContain(fr.failure[500].title);
});
