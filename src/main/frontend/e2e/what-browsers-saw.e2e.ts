import { expect, inject, it } from 'vitest';
import { closeDevice, openDevice, useBrowser } from './stage/browser.ts';
import { beginStory, family, untilTold } from './stage/family.ts';

useBrowser();

/** The sum of a metric's series. */
async function metric(name: string): Promise<number> {
  const metrics = await (await fetch(inject('metricsUrl'))).text();
  const values = metrics.matchAll(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'gm'));
  return [...values].reduce((sum, [, value]) => sum + Number(value), 0);
}

it('tells the server’s metrics how long the first words took', async () => {
  const device = await openDevice(inject('url'));
  const { page, context } = device;
  const { childId } = await family(context);
  const before = await metric('story_client_time_to_first_chunk_seconds_count');
  const reported = page.waitForRequest(/\/client\/report$/);
  await beginStory(page, childId);
  await untilTold(page);
  const report = await reported;
  expect(report.postDataJSON()).toEqual({
    time_to_first_chunk_ms: expect.any(Number),
    stalls: expect.any(Number),
    reconnects: 0,
  });
  await expect
    .poll(() => metric('story_client_time_to_first_chunk_seconds_count'), { timeout: 30_000 })
    .toBeGreaterThan(before);
  expect(await metric('story_client_time_to_first_chunk_seconds_sum')).toBeGreaterThan(0);
  await closeDevice(device);
});

it('tells them of a reader who leaves in the middle, too', async () => {
  const device = await openDevice(inject('url'));
  const { page, context } = device;
  const { childId } = await family(context);
  const reported = context.waitForEvent('request', (request) => request.url().endsWith('/client/report'));
  await beginStory(page, childId);
  await page.goto('/sign-in');
  expect((await reported).postDataJSON()).toMatchObject({ time_to_first_chunk_ms: expect.any(Number) });
  await closeDevice(device);
});
