import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import { beginStory, expectStored, family, firstWords, newLantern, untilTold } from './stage/family.ts';
import { expectNothingTakenBack, shownText } from './stage/storyWatch.ts';

useBrowser();
let tablet: Device;
let phone: Device;
beforeEach(async () => {
  tablet = await openDevice(inject('patientUrl'));
  phone = await openDevice(inject('patientUrl'), { viewport: { width: 390, height: 844 } });
});
afterEach(async () => {
  await closeDevice(tablet);
  await closeDevice(phone);
});

it('lets a parent watch the story live on a second device, with a hand on it', async () => {
  const lantern = newLantern();
  const { childId } = await family(tablet.context, { interests: lantern.interests });
  await phone.context.addCookies(await tablet.context.cookies());
  await beginStory(tablet.page, childId);

  await phone.page.goto('/');
  await phone.page.getByRole('link', { name: 'Watch it live' }).click();
  await firstWords(phone.page);
  await phone.page.getByRole('button', { name: 'Pause' }).click();
  await tablet.page.getByText('Paused. The storyteller waits.').waitFor();
  await phone.page.getByRole('button', { name: 'Resume' }).click();
  await tablet.page.getByRole('button', { name: 'Pause' }).waitFor();
  await lantern.release();

  const storyId = await untilTold(tablet.page);
  await phone.page.getByRole('link', { name: 'Read the whole story' }).waitFor();
  expect(await shownText(phone.page)).toEqual(await shownText(tablet.page));
  await expectStored(tablet.page, tablet.context.request, storyId);
  await expectNothingTakenBack(tablet.page);
  await expectNothingTakenBack(phone.page);
});
