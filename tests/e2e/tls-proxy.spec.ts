import type { Browser, Page } from '@playwright/test';
import { fr as accounts } from '../../src/modules/accounts/messages.fr.ts';
import { fr as partners } from '../../src/modules/partners/messages.fr.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { startTlsProxy, type TlsProxy } from '../support/tls-proxy.ts';
import { arriveAt, expect, test } from './support.ts';

/** Both ways in which proxies are set up: passing the browser's Host on, and giving their own. */
for (const passHost of [true, false]) {
  test.describe(`behind a proxy that ends TLS and ${passHost ? 'passes Host on' : 'does not pass Host on'}`, () => {
    let proxy: TlsProxy;
    let server: RunningServer;
    test.beforeAll(async () => {
      proxy = await startTlsProxy(passHost);
      server = await startServer({ env: { PUBLIC_URL: proxy.url, TRUST_PROXY: '1' } });
      proxy.to(server.port);
    });
    test.afterAll(async () => {
      await server?.stop();
      proxy?.stop();
    });

    async function visitor(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
      const context = await browser.newContext({
        baseURL: proxy.url,
        locale: 'fr-FR',
        ignoreHTTPSErrors: true,
        javaScriptEnabled,
      });
      return context.newPage();
    }

    for (const scripts of [true, false]) {
      test(`forms are taken ${scripts ? 'with' : 'without'} JavaScript`, async ({ browser }) => {
        const page = await visitor(browser, scripts);
        await page.goto('/connexion');
        await page.getByLabel(accounts.signIn.email).fill('quelqu.un@association.example');
        await page.getByRole('button', { name: accounts.signIn.send }).click();
        await expect(page.getByText(accounts.signIn.sentTitle)).toBeVisible();

        await page.goto('/demonstration');
        const lead = accounts.roles['alliance-lead'];
        await page.locator('main button[name=account]', { hasText: lead }).first().click();
        await arriveAt(page, (url) => url.pathname !== '/demonstration');
        expect(new URL(page.url()).origin).toBe(proxy.url);
        const cookies = await page.context().cookies();
        const session = cookies.find(({ name }) => name.includes('session_token'));
        expect(session).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax' });

        await page.goto('/partenaires/nouveau');
        const description = page.getByLabel(partners.form.description);
        await description.fill('Une épicerie.');
        await page.getByRole('button', { name: partners.form.save }).click();
        // Refused for what is missing, with what was typed: the form reached the page.
        await expect(page.getByRole('alert').getByRole('link').first()).toBeVisible();
        await expect(description).toHaveValue('Une épicerie.');

        await page.goto('/');
        await page.getByRole('button', { name: 'English' }).click();
        await expect(page.locator('html')).toHaveAttribute('lang', 'en');
        expect(new URL(page.url()).origin).toBe(proxy.url);
        // The account keeps its language.
        await page.getByRole('button', { name: 'Français' }).click();
        await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
        await page.context().close();
      });
    }

    test('a form of another site is refused, and the address is kept for later', async ({
      browser,
    }) => {
      const page = await visitor(browser, true);
      const { request } = page.context();
      const foreign = await request.post('/connexion', {
        headers: { origin: 'https://elsewhere.example' },
        form: { email: 'a@b.example' },
      });
      expect(foreign.status()).toBe(403);
      const home = await request.get('/');
      expect(home.headers()['strict-transport-security']).toContain('max-age=');
      const away = await request.get('/comptes', { maxRedirects: 0 });
      expect(away.headers().location).toMatch(/^(\/|https:\/\/localhost:)/);
      await page.context().close();
    });
  });
}
