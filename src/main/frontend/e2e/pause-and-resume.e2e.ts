import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import { beginStory, expectStored, family, newLantern, untilTold, untilWords } from './stage/family.ts';
import { expectNothingTakenBack, shownText } from './stage/storyWatch.ts';

useBrowser();
let device: Device;
beforeEach(async () => {
  device = await openDevice(inject('patientUrl'));
});
afterEach(() => closeDevice(device));

it('pauses, waits over a reload, and goes on from the same word', async () => {
  const { page, context } = device;
  const lantern = newLantern();
  const { childId } = await family(context, { interests: lantern.interests });
  await beginStory(page, childId);
  await untilWords(page, 15);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Paused. The storyteller waits.').waitFor();
  const paused = (await shownText(page)).join('');
  const trail = page.getByRole('progressbar', { name: 'How much is told' });
  expect(Number(await trail.getAttribute('aria-valuenow'))).toBeLessThan(100);

  await page.reload();
  await page.getByText('Paused. The storyteller waits.').waitFor();
  expect((await shownText(page)).join('')).toBe(paused);

  await lantern.release();
  await page.getByRole('button', { name: 'Resume' }).click();
  const storyId = await untilTold(page);
  expect((await shownText(page)).join('').startsWith(paused)).toBe(true);
  await expectStored(page, context.request, storyId);
  await expectNothingTakenBack(page);
});

it('stops for good when the child says so, and offers another story', async () => {
  const { page, context } = device;
  const { childId } = await family(context, { interests: newLantern().interests });
  await beginStory(page, childId);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop it' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByRole('link', { name: 'Choose another story' }).click();
  await page.getByRole('heading', { name: 'Where to tonight, Mira?' }).waitFor();
});
