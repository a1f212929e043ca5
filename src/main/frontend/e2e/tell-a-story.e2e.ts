import { afterEach, beforeEach, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import {
  choices,
  expectStored,
  firstWords,
  land,
  newEmail,
  PASSWORD,
  storedStory,
  untilTold,
} from './stage/family.ts';
import { expectNothingTakenBack } from './stage/storyWatch.ts';

useBrowser();
let device: Device;
beforeEach(async () => {
  device = await openDevice(inject('url'));
});
afterEach(() => closeDevice(device, /\/auth\/me/));

it('goes from an empty account to a story of two chapters in the library', async () => {
  const { page, context } = device;
  await page.goto('/');
  await page.getByRole('link', { name: 'Open an account' }).click();
  await page.getByLabel('Email').fill(newEmail());
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Open the account' }).click();

  await page.getByRole('heading', { name: 'Who will be reading?' }).waitFor();
  await page.getByRole('button', { name: 'Add a child' }).click();
  await page.getByLabel('Name').fill('Juno');
  await page.getByLabel('Age', { exact: true }).fill('7');
  await page.getByRole('radio', { name: 'Reads alone' }).check();
  await page.getByLabel('Interests').fill('owls, trains');
  await page.getByRole('dialog').getByRole('button', { name: 'Add the child' }).click();

  await page.getByRole('link', { name: 'New story' }).click();
  await land(page, 'Space');
  await page.getByLabel('Your own idea').fill('A lighthouse\non the moon');
  await page.getByRole('button', { name: 'Tell me the story' }).click();
  await firstWords(page);
  const storyId = await untilTold(page);
  await page.getByText('Checked for children').waitFor();
  await expectStored(page, context.request, storyId);

  const choice = choices(page).nth(1);
  const wish = (await choice.innerText()).split('\n').at(-1) ?? '';
  await choice.click();
  await page.getByRole('heading', { name: 'Chapter 2' }).waitFor();
  await page.locator('.wish', { hasText: wish }).waitFor();
  await page.locator('.chapter').nth(1).locator('.facts .chip-safe').waitFor();
  await choices(page).first().waitFor();
  await expectStored(page, context.request, storyId);
  await expectNothingTakenBack(page);

  const { title } = await storedStory(context.request, storyId);
  await page.getByRole('link', { name: 'Library' }).click();
  await page.getByText('2 chapters').waitFor();
  await page.getByRole('link', { name: title ?? '' }).click();
  await page.getByRole('heading', { level: 1, name: title ?? '' }).waitFor();
  await page.getByRole('heading', { name: 'Chapter 2' }).waitFor();
  await expectStored(page, context.request, storyId);
});
