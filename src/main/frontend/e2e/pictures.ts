import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDevice, openDevice, useBrowser } from './stage/browser.ts';
import { addChild, beginStory, family, land, untilTold, untilWords } from './stage/family.ts';
import { type Server, startServer } from './stage/server.ts';

const FOLDER = resolve(import.meta.dirname, '../../../site/pictures');
const DEVICES = [
  {
    device: 'phone',
    viewport: { width: 390, height: 844 },
    shown: { 'sign-in': 'dark', choosing: 'light', reading: 'dark', library: 'dark' },
  },
  {
    device: 'desktop',
    viewport: { width: 1440, height: 900 },
    // Drawn smaller, as the page that shows it will be.
    deviceScaleFactor: 0.625,
    shown: { choosing: 'dark', reading: 'light' },
  },
] as const;

useBrowser();
let server: Server;
beforeAll(async () => {
  server = await startServer('pictures', { BUILTIN_TOKENS_PER_SECOND: '30' });
});
afterAll(() => server?.close());

it.each(DEVICES)('takes the pictures of a $device', async ({ device: kind, shown, ...options }) => {
  mkdirSync(FOLDER, { recursive: true });
  const device = await openDevice(server.url, options);
  const { page, context } = device;
  const take = (name: string) => picture(page, kind, name, (shown as Record<string, 'light' | 'dark'>)[name]);
  await page.goto('/sign-in');
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await take('sign-in');

  const { childId } = await family(context);
  const brother = await addChild(context.request, { name: 'Otto' });
  await beginStory(page, brother, 'Robots');
  await untilTold(page);
  await beginStory(page, childId, 'Under the sea');
  await untilTold(page);

  await page.goto(`/children/${childId}`);
  await land(page, 'Space');
  await take('choosing');
  await beginStory(page, childId, 'Space');
  await untilWords(page, 75);
  await take('reading');
  await untilTold(page);
  await page.goto('/library');
  await page.getByText('1 chapter').first().waitFor();
  await expect.poll(() => page.locator('.book').count()).toBe(3);
  await take('library');
  await closeDevice(device, /\/auth\/me/);
});

async function picture(
  page: Page,
  kind: string,
  name: string,
  colorScheme: 'light' | 'dark' | undefined,
): Promise<void> {
  if (colorScheme === undefined) return;
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${FOLDER}/${name}-${kind}-${colorScheme}.png` });
}
