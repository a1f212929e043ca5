import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import { beginStory, family, newLantern } from './stage/family.ts';

useBrowser();
let device: Device;
beforeEach(async () => {
  device = await openDevice(inject('patientUrl'), { reducedMotion: 'no-preference', colorScheme: 'dark' });
});
afterEach(() => closeDevice(device));

const style = (selector: string, property: string) =>
  device.page
    .locator(selector)
    .first()
    .evaluate((element, name) => {
      return getComputedStyle(element).getPropertyValue(name);
    }, property);

it('keeps text size, sky and movement on this device, over a reload', async () => {
  const { page, context } = device;
  await family(context);
  await page.goto('/settings');
  await page.getByText('Signed in as').waitFor();
  const before = { size: await style('.settings-sample', 'font-size'), ink: await style('h1', 'color') };
  await page.getByRole('group', { name: 'Text of the stories' }).getByLabel('Largest').check();
  await page.getByRole('group', { name: 'Sky' }).getByLabel('Dawn').check();
  await page.getByRole('group', { name: 'Movement' }).getByLabel('Less').check();
  await page.reload();
  await page.getByText('Signed in as').waitFor();
  expect(parseFloat(await style('.settings-sample', 'font-size'))).toBeGreaterThan(parseFloat(before.size));
  expect(await style('h1', 'color')).not.toBe(before.ink);
  expect(await page.locator('html').getAttribute('data-motion')).toBe('reduced');
});

it('moves nothing for whoever asked the device for less movement', async () => {
  const { page, context } = device;
  const { childId } = await family(context, { interests: newLantern().interests });
  await beginStory(page, childId);
  expect(await style('.story-text.is-growing .word', 'animation-name')).toBe('glow');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(() => style('.story-text.is-growing .word', 'animation-name')).toBe('none');
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
  );
  expect(moving).toBe(0);
});
