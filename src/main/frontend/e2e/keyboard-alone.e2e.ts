import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import {
  choices,
  expectStored,
  firstWords,
  newEmail,
  newLantern,
  PASSWORD,
  untilTold,
} from './stage/family.ts';

const FAR = 60;

useBrowser();
let device: Device;
beforeEach(async () => {
  device = await openDevice(inject('patientUrl'));
});
afterEach(() => closeDevice(device, /\/auth\/me/));

/** Goes there with the Tab key, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' });
  for (let steps = 0; steps < FAR; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} was not reached in ${FAR} steps`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  expect(await target.evaluate((element) => element.matches(':focus-visible'))).toBe(true);
  await page.keyboard.press('Enter');
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

it('does the whole journey without a mouse', async () => {
  const { page, context } = device;
  const lantern = newLantern();
  await page.goto('/sign-up');
  await type(page, page.getByLabel('Email'), newEmail());
  await type(page, page.getByLabel('Password'), PASSWORD);
  await page.keyboard.press('Enter');

  await press(page, page.getByRole('button', { name: 'Add a child' }));
  await type(page, page.getByLabel('Name'), 'Ida');
  await type(page, page.getByLabel('Age', { exact: true }), '8');
  await type(page, page.getByLabel('Interests'), String(lantern.interests));
  await press(page, page.getByRole('button', { name: 'Add the child' }));
  await press(page, page.getByRole('link', { name: 'New story' }));

  await tabTo(page, page.locator('.theme input').first());
  await page.keyboard.press('ArrowRight');
  expect(await page.locator('.theme input').nth(1).isChecked()).toBe(true);
  await press(page, page.getByRole('button', { name: 'Tell me the story' }));
  await firstWords(page);

  await press(page, page.getByRole('button', { name: 'Pause' }));
  await page.getByText('Paused. The storyteller waits.').waitFor();
  await press(page, page.getByRole('button', { name: 'Resume' }));
  await press(page, page.getByRole('button', { name: 'Stop', exact: true }));
  await press(page, page.getByRole('button', { name: 'Keep telling' }));
  await lantern.release();

  const storyId = await untilTold(page);
  await press(page, choices(page).nth(1));
  await page.getByRole('heading', { name: 'Chapter 2' }).waitFor();
  await page.locator('.chapter').nth(1).locator('.chip-safe').waitFor();
  await type(page, page.getByLabel('Or an idea of your own'), 'They bake a cake for the moon');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Chapter 3' }).waitFor();
  await page.locator('.chapter').nth(2).locator('.chip-safe').waitFor();
  await expectStored(page, context.request, storyId);

  await press(page, page.getByRole('link', { name: 'Library' }));
  await press(page, page.locator('.book-link'));
  await page.getByRole('heading', { name: 'Chapter 3' }).waitFor();
});
