import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { AxeResults } from 'axe-core';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import { beginStory, family, newLantern, untilTold } from './stage/family.ts';
import { WALKS } from './stage/walks.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

useBrowser();
let device: Device;
beforeEach(async () => {
  device = await openDevice(inject('patientUrl'));
});
// The browser itself reports every failed request to the console.
afterEach(() => closeDevice(device, /\/auth\/(me|login)|status of 4(01|04|22|29)|ERR_FAILED/));

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

it.each(Object.entries(WALKS))('finds nothing %s', async (_, walk) => {
  await walk(device, expectAccessible);
});

it('says that the chapter is busy until it is told', async () => {
  const { page, context } = device;
  const lantern = newLantern();
  const { childId } = await family(context, { interests: lantern.interests });
  await beginStory(page, childId, 'Animals');
  expect(await page.locator('.chapter-body').getAttribute('aria-busy')).toBe('true');
  await lantern.release();
  await untilTold(page);
  expect(await page.locator('.chapter-body').getAttribute('aria-busy')).toBe('false');
});

it('announces the story sentence by sentence, never half of one', async () => {
  const { page, context } = device;
  const lantern = newLantern();
  const { childId } = await family(context, { interests: lantern.interests });
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
  await page.waitForFunction('announced.length > 1');
  await lantern.release();
  await untilTold(page);
  const announced = (await page.evaluate('announced')) as string[];
  const shown = await page.locator('.story-text').innerText();
  expect(announced.length).toBeGreaterThan(3);
  expect(announced.join(' ').replaceAll(/\s+/g, ' ')).toBe(shown.replaceAll(/\s+/g, ' ').trim());
});
