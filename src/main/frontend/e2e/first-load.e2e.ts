import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import { family } from './stage/family.ts';

const BUDGET = 200_000;
const WEBROOT = join(dirname(process.env.JAR ?? ''), 'classes/webroot');

useBrowser();
let device: Device;
beforeEach(async () => {
  device = await openDevice(inject('url'));
});
afterEach(() => closeDevice(device));

it('needs less than 200 kB of JavaScript, gzipped, for all pages together', () => {
  const scripts = readdirSync(join(WEBROOT, 'assets')).filter((name) => name.endsWith('.js'));
  const bytes = scripts.map((name) => gzipSync(readFileSync(join(WEBROOT, 'assets', name))).length);
  const total = bytes.reduce((sum, each) => sum + each, 0);
  console.warn(`${scripts.length} scripts, ${total} bytes gzipped`);
  expect(scripts.length).toBeGreaterThan(1);
  expect(total).toBeLessThan(BUDGET);
});

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
