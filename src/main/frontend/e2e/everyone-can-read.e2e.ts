import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { AxeResults } from 'axe-core';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import { beginStory, choices, family, land, newEmail, untilTold, untilWords } from './stage/family.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

useBrowser();
let device: Device;
beforeEach(async () => {
  device = await openDevice(inject('url'));
});
afterEach(() => closeDevice(device, /\/auth\/(me|login)|status of 4(01|22)/));

/** Nothing is wrong with the page as it stands, at night and at dawn. */
async function expectAccessible(page: Page, state: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(AXE);
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
      const results = await axe.run();
      return results.violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
      );
    });
    expect.soft(violations, `${state}, ${colorScheme}`).toEqual([]);
  }
}

it('finds nothing at the door', async () => {
  const { page } = device;
  await page.goto('/');
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await expectAccessible(page, 'sign-in');
  await page.getByLabel('Email').fill(newEmail());
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page, 'sign-in refused');
  await page.getByRole('link', { name: 'Open an account' }).click();
  await page.getByRole('heading', { name: 'Open an account' }).waitFor();
  await expectAccessible(page, 'sign-up');
});

it('finds nothing in the rooms around the stories', async () => {
  const { page, context } = device;
  await family(context);
  await page.goto('/');
  await page.getByRole('heading', { name: 'Mira' }).waitFor();
  await expectAccessible(page, 'children');
  await page.getByRole('button', { name: 'Add a child' }).click();
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page, 'adding a child');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Erase Mira' }).click();
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page, 'erasing a child');
  await page.goto('/library');
  await page.getByRole('heading', { name: 'No stories yet' }).waitFor();
  await expectAccessible(page, 'empty library');
  await page.goto('/settings');
  await page.getByText('Signed in as').waitFor();
  await expectAccessible(page, 'settings');
  await page.goto('/nowhere');
  await page.getByRole('heading', { name: 'Nothing but stars here' }).waitFor();
  await expectAccessible(page, 'not found');
});

it('finds nothing while a story is chosen, told, watched and kept', async () => {
  const { page, context } = device;
  const { childId } = await family(context);
  await page.goto(`/children/${childId}`);
  await land(page, 'Magic');
  await page.getByLabel('Your own idea').fill('Let us murder the wizard');
  await page.getByRole('button', { name: 'Tell me the story' }).click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page, 'choosing, refused');

  await beginStory(page, childId, 'Magic');
  await untilWords(page, 12);
  const chapter = page.locator('.chapter-body');
  expect(await chapter.getAttribute('aria-busy')).toBe('true');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Paused. The storyteller waits.').waitFor();
  await expectAccessible(page, 'reading, paused');
  const watching = await context.newPage();
  await watching.goto(page.url().replace('/streams/', '/live/'));
  await watching.getByRole('button', { name: 'Resume' }).waitFor();
  await watching.locator('.word').first().waitFor();
  await expectAccessible(watching, 'live');
  await page.goto('/');
  await page.getByRole('link', { name: 'Watch it live' }).waitFor();
  await expectAccessible(page, 'children, one reading');
  await page.goto('/library');
  await page.getByText('Paused now, watch live').waitFor();
  await expectAccessible(page, 'library, one being told');
  await page.goBack();
  await page.getByRole('link', { name: 'Continue the story' }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await expectAccessible(page, 'reading, telling');
  await untilTold(page);
  await choices(page).first().waitFor();
  expect(await chapter.getAttribute('aria-busy')).toBe('false');
  await expectAccessible(page, 'reading, told');
});

it('announces the story sentence by sentence, never half of one', async () => {
  const { page, context } = device;
  const { childId } = await family(context);
  await page.addInitScript(() => {
    const announced: string[] = [];
    Object.assign(globalThis, { announced });
    new MutationObserver((changes) => {
      for (const { addedNodes, target } of changes) {
        const region = target instanceof Element && target.closest('[aria-live=polite]');
        if (region) announced.push(...[...addedNodes].map((node) => node.textContent ?? ''));
      }
    }).observe(document, { subtree: true, childList: true });
  });
  await beginStory(page, childId, 'Animals');
  await untilTold(page);
  const announced = (await page.evaluate('announced')) as string[];
  const shown = await page.locator('.story-text').innerText();
  expect(announced.length).toBeGreaterThan(3);
  expect(announced.join(' ').replaceAll(/\s+/g, ' ')).toBe(shown.replaceAll(/\s+/g, ' ').trim());
});
