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

async function metric(name: string): Promise<number> {
  const metrics = await (await fetch(`${server.managementUrl}/metrics`)).text();
  return Number(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'm').exec(metrics)?.[1] ?? 0);
}

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

  // The page reports to the server that has come back what its reader saw.
  const reports = () => metric('story_client_time_to_first_chunk_seconds_count');
  await expect.poll(reports, { timeout: 30_000 }).toBe(1);
  expect(await metric('story_client_time_to_first_chunk_seconds_sum')).toBeGreaterThan(0);
  expect(await metric('story_client_reconnects_total')).toBeGreaterThan(0);
  await closeDevice(device, /ERR_|Failed to load resource/);

  // So does a page that is left in the middle.
  const other = await openDevice(server.url);
  const hasty = await family(other.context, { interests: newLantern().interests });
  await beginStory(other.page, hasty.childId);
  await other.page.goto('/settings');
  await expect.poll(reports, { timeout: 30_000 }).toBe(2);
  await closeDevice(other);
});
