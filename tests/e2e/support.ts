import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import type axe from 'axe-core';
import { en } from '../../src/modules/accounts/messages.en.ts';
import { fr } from '../../src/modules/accounts/messages.fr.ts';
import type { Role } from '../../src/modules/accounts/public.ts';

/** The shorter of its two builds: every page that is looked at reads it anew. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules that words decide; the others find the same in every language. */
const WORDS = [
  'document-title',
  'html-has-lang',
  'html-lang-valid',
  'valid-lang',
  'label',
  'select-name',
  'button-name',
  'link-name',
  'input-button-name',
  'summary-name',
  'image-alt',
  'svg-img-alt',
  'role-img-alt',
  'aria-input-field-name',
  'aria-toggle-field-name',
  'empty-heading',
  'empty-table-header',
  'identical-links-same-purpose',
] as const;

interface Fixtures {
  /** Asserts that a page has no accessibility violation and, at 320 px, no sideways scrolling. */
  readonly axe: (page: Page) => Promise<void>;
  /** The same for what another language may lack: names and languages of things. */
  readonly axeWords: (page: Page) => Promise<void>;
  /** Signs in to the demonstration with one click, as a role. */
  readonly signInAs: (page: Page, role: Role) => Promise<void>;
}

export const test = base.extend<Fixtures>({
  baseURL: async ({ baseURL: _ }, use) => {
    await use(process.env.MAILLAGE_E2E_URL);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  axe: async ({}, use) => {
    await use((page) => checkPage(page));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  axeWords: async ({}, use) => {
    await use((page) => checkPage(page, WORDS));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  signInAs: async ({}, use) => {
    await use(signIn);
  },
});

export { expect };

async function checkPage(page: Page, rules?: readonly string[]): Promise<void> {
  // What runs in the page itself does not look into frames.
  expect(await page.locator('iframe, frame').count(), 'frames, which this mode does not see').toBe(
    0,
  );
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const only: axe.RunOnly = rules
    ? { type: 'rule', values: [...rules] }
    : { type: 'tag', values: STANDARDS };
  // Only what is wrong comes back: all that is right, with its text, takes thrice the time.
  const found = await page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run({ runOnly, resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({
      rule: id,
      help,
      where: nodes.map((node) => `${node.target.join(' ')}: ${node.html.slice(0, 200)}`),
    }));
  }, only);
  expect.soft(found, `accessibility of ${new URL(page.url()).pathname}`).toEqual([]);
  if ((page.viewportSize()?.width ?? 0) <= 320) await expectNoSidewaysScrolling(page);
}

async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    const names = beyond.map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
    return [`${scrollWidth} px wide`, ...names.slice(0, 8)];
  });
  expect.soft(wide, `width of ${new URL(page.url()).pathname}`).toEqual([]);
}

async function signIn(page: Page, role: Role): Promise<void> {
  await page.goto('/demonstration');
  const words = (await page.locator('html').getAttribute('lang')) === 'en' ? en : fr;
  await page.locator('main button[name=account]', { hasText: words.roles[role] }).first().click();
  await arriveAt(page, (url) => url.pathname !== '/demonstration');
}

/**
 * Waits until the page of an address is there. The address alone changes a moment earlier, while
 * the page that is left still shows: what is read then is read from the wrong page.
 */
export async function arriveAt(
  page: Page,
  wanted: Parameters<Page['waitForURL']>[0],
): Promise<void> {
  await page.waitForURL(wanted);
  // The form that changes the language knows which page it stands on.
  await page.waitForFunction(() => {
    const back = document.querySelector<HTMLInputElement>(
      'form[action="/langue"] input[name=back]',
    );
    return back?.value === location.pathname + location.search;
  });
}

/** Presses Tab until the control has the focus, which must be seen: what cannot be reached fails. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let steps = 0; steps < 120; steps += 1) {
    const there = await control.evaluate((element) => element === document.activeElement);
    if (there) {
      const outline = await control.evaluate((element) => {
        const box = element.closest('label') ?? element;
        const style = getComputedStyle(element);
        return [style.outlineStyle, style.boxShadow, getComputedStyle(box).outlineStyle];
      });
      expect(outline.join(' ')).not.toBe('none none none');
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached with the keyboard: ${control}`);
}
