import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { closeDevice, openDevice, useBrowser } from './stage/browser.ts';
import { addChild, beginStory, family, land, untilTold, untilWords } from './stage/family.ts';

const FOLDER = resolve(import.meta.dirname, '../../../site/pictures');
const DEVICES = [
  { device: 'phone', viewport: { width: 390, height: 844 } },
  // Drawn smaller, as the page that shows it will be.
  { device: 'desktop', viewport: { width: 1440, height: 900 }, deviceScaleFactor: 0.625 },
] as const;

useBrowser();

it.each(DEVICES)('takes the pictures of a $device', async ({ device: kind, ...options }) => {
  mkdirSync(FOLDER, { recursive: true });
  const device = await openDevice(inject('url'), options);
  const { page, context } = device;
  await page.goto('/sign-in');
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await take(page, kind, 'sign-in');

  const { childId } = await family(context);
  const brother = await addChild(context.request, { name: 'Otto' });
  await beginStory(page, brother, 'Robots');
  await untilTold(page);
  await beginStory(page, childId, 'Under the sea');
  await untilTold(page);

  await page.goto(`/children/${childId}`);
  await land(page, 'Space');
  await take(page, kind, 'choosing');
  await beginStory(page, childId, 'Space');
  await untilWords(page, 60);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Paused. The storyteller waits.').waitFor();
  await take(page, kind, 'paused');
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await take(page, kind, 'reading');
  await untilTold(page);
  await page.locator('.next').scrollIntoViewIfNeeded();
  await take(page, kind, 'choices');
  await page.goto('/library');
  await page.getByText('1 chapter').first().waitFor();
  await expect.poll(() => page.locator('.book').count()).toBe(3);
  await take(page, kind, 'library');
  await closeDevice(device, /\/auth\/me/);
});

async function take(page: Page, kind: string, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${FOLDER}/${name}-${kind}-${colorScheme}.png` });
  }
}
