import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import {
  beginStory,
  expectStored,
  family,
  newLantern,
  PASSWORD,
  storedStory,
  untilTold,
  untilWords,
} from './stage/family.ts';
import { expectNothingTakenBack, shownText } from './stage/storyWatch.ts';

useBrowser();
let device: Device;
beforeEach(async () => {
  device = await openDevice(inject('patientUrl'));
});
// The browser itself reports the 401 to the console.
afterEach(() => closeDevice(device, /\/auth\/me/));

it('continues where it was after a reload in the middle, with no word lost or told twice', async () => {
  const { page, context } = device;
  const lantern = newLantern();
  const { childId } = await family(context, { interests: lantern.interests });
  await beginStory(page, childId);
  await untilWords(page, 20);
  const before = (await shownText(page)).join('');
  await page.reload();
  await page.waitForFunction(
    (words) => (document.querySelector('.story-text')?.textContent ?? '').startsWith(words),
    before,
  );
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await lantern.release();
  const storyId = await untilTold(page);
  await expectStored(page, context.request, storyId);
  await expectNothingTakenBack(page);

  await page.reload();
  await page.locator('.chapter .chip-safe').waitFor();
  await expectStored(page, context.request, storyId);
  expect((await storedStory(context.request, storyId)).chapters).toHaveLength(1);
});

it('offers the running story to a child who comes back by way of the children', async () => {
  const { page, context } = device;
  const lantern = newLantern();
  const { childId } = await family(context, { interests: lantern.interests });
  await beginStory(page, childId);
  await page.goto('/');
  await page.getByRole('link', { name: 'Continue the story' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await lantern.release();
  const storyId = await untilTold(page);
  await expectStored(page, context.request, storyId);
});

it('leads to sign-in when the session is over, and back to the same word of the same story', async () => {
  const { page, context } = device;
  const lantern = newLantern();
  const { childId, email } = await family(context, { interests: lantern.interests });
  await beginStory(page, childId);
  await untilWords(page, 20);
  const [address, before] = [page.url(), (await shownText(page)).join('')];
  await context.clearCookies();
  await page.reload();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(address);
  await untilWords(page, 20);
  expect((await shownText(page)).join('').startsWith(before)).toBe(true);
  await lantern.release();
  await expectStored(page, context.request, await untilTold(page));
});
