import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import { WALKS } from './stage/walks.ts';

const FOLDER = join(dirname(process.env.JAR ?? ''), 'states');
const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

useBrowser();

describe.each(Object.entries(WIDTHS))('on a %s', (kind, viewport) => {
  let device: Device;
  beforeEach(async () => {
    mkdirSync(FOLDER, { recursive: true });
    device = await openDevice(inject('patientUrl'), { viewport });
  });
  afterEach(() => closeDevice(device, /./));

  it.each(Object.entries(WALKS))('draws every state %s', async (_, walk) => {
    await walk(device, (page, state) => draw(page, `${state.replaceAll(/\W+/g, '-')}-${kind}`));
  });
});

async function draw(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}.png`) });
  }
}
