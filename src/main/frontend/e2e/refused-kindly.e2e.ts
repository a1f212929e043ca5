import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import {
  addChild,
  beginStory,
  choices,
  expectStored,
  family,
  land,
  newLantern,
  untilTold,
} from './stage/family.ts';

const UNSAFE = 'Those words do not belong in a story for tonight. Let’s think of something kinder!';

useBrowser();
let device: Device;
beforeEach(async () => {
  device = await openDevice(inject('patientUrl'));
});
// The browser itself reports every 4xx to the console.
afterEach(() => closeDevice(device, /status of 4(22|29)/));

it('says that another story is being told, and how to go on, when there is room for one only', async () => {
  const { page, context } = device;
  const { childId } = await family(context, { interests: newLantern().interests });
  await beginStory(page, childId);
  const running = page.url().split('/').at(-1);
  const other = await addChild(context.request, { name: 'Otto' });
  await page.goto(`/children/${other}`);
  await land(page, 'Robots');
  await page.getByRole('button', { name: 'Tell me the story' }).click();
  const notice = await page.getByRole('alert').innerText();
  expect(notice).toMatch(/^Another story is being told already\. .* Try again in \d+ seconds\.$/);

  await context.request.delete(`/api/v1/stories/streams/${running}`);
  await page.getByRole('button', { name: 'Tell me the story' }).click();
  await expectStored(page, context.request, await untilTold(page));
});

it('refuses an unsafe idea kindly, for a new story and for the next chapter', async () => {
  const { page, context } = device;
  const { childId } = await family(context);
  await page.goto(`/children/${childId}`);
  await land(page, 'Under the sea');
  const idea = page.getByLabel('Your own idea');
  await idea.fill('They murder the whale and there is blood everywhere');
  await page.getByRole('button', { name: 'Tell me the story' }).click();
  await page.getByRole('alert').getByText(UNSAFE).waitFor();
  expect(await idea.inputValue()).toContain('whale');

  await idea.fill('They find a whale that sings');
  await page.getByRole('button', { name: 'Tell me the story' }).click();
  const storyId = await untilTold(page);
  const next = page.getByLabel('Or an idea of your own');
  await next.fill('Let us murder the captain');
  await page.getByRole('button', { name: 'Tell it' }).click();
  await page.getByRole('alert').getByText(UNSAFE).waitFor();
  await choices(page).first().waitFor();

  await next.fill('A very small crab waves');
  await page.getByRole('button', { name: 'Tell it' }).click();
  await page.getByRole('heading', { name: 'Chapter 2' }).waitFor();
  await page.locator('.chapter').nth(1).locator('.chip-safe').waitFor();
  await choices(page).first().waitFor();
  await expectStored(page, context.request, storyId);
});
