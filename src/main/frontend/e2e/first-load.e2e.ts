import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import { family } from './stage/family.ts';

useBrowser();
let device: Device;
beforeEach(async () => {
  device = await openDevice(inject('url'));
});
afterEach(() => closeDevice(device));

it('fetches every file from here, and none a second time', async () => {
  const { page, context } = device;
  await family(context);
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  await page.goto('/');
  await page.getByRole('heading', { name: 'Mira' }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  expect(asked.filter((url) => !url.startsWith(inject('url')))).toEqual([]);
  await page.reload();
  await page.getByRole('heading', { name: 'Mira' }).waitFor();
  const again = (await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(
        (entry) => entry.name.includes('/assets/') && (entry as PerformanceResourceTiming).transferSize > 0,
      )
      .map((entry) => entry.name),
  )) as string[];
  expect(again).toEqual([]);
});
