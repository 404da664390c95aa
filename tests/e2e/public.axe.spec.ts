import { expect, test } from './support.ts';

for (const locale of ['fr', 'en'] as const) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale: locale === 'fr' ? 'fr-FR' : 'en-GB' });
    for (const path of ['/', '/connexion', '/demonstration', '/nulle-part']) {
      test(`${path} can be used by everybody`, async ({ page, axe }) => {
        await page.goto(path);
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        await axe(page);
      });
    }
  });
}
