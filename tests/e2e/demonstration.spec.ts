import { expect, test } from './support.ts';

test('one click signs a visitor in to the demonstration', async ({ page, signInAs, axe }) => {
  await signInAs(page, 'territory-delegate');
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await axe(page);
});
