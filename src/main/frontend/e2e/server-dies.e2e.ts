import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { closeDevice, openDevice, useBrowser } from './stage/browser.ts';
import {
  beginStory,
  choices,
  expectStored,
  family,
  newLantern,
  storedStory,
  untilTold,
  untilWords,
} from './stage/family.ts';
import { type Server, startServer } from './stage/server.ts';
import { waitingFor } from './stage/shared.ts';
import { expectNothingTakenBack } from './stage/storyWatch.ts';

useBrowser();
let server: Server;
beforeAll(async () => {
  server = await startServer('server-dies', waitingFor(inject('storytellerUrl')));
});
afterAll(() => server?.close());

it('tells the story on, letter by letter, after the server was killed and started again', async () => {
  const device = await openDevice(server.url);
  const { page, context } = device;
  const lantern = newLantern();
  const { childId } = await family(context, { interests: lantern.interests });
  await beginStory(page, childId);
  await untilWords(page, 20);
  await server.kill();
  await page.getByText('Finding the way back to the story…').waitFor();
  await lantern.release();
  await server.start();

  // The page asks again by itself; after its last attempt it asks the child.
  await page.addLocatorHandler(page.getByRole('button', { name: 'Go on reading' }), (again) => again.click());
  await choices(page).first().click({ trial: true });
  const storyId = await untilTold(page);
  await expectStored(page, context.request, storyId);
  await expectNothingTakenBack(page);
  expect((await storedStory(context.request, storyId)).chapters).toHaveLength(1);
  await closeDevice(device, /ERR_|Failed to load resource/);
});
