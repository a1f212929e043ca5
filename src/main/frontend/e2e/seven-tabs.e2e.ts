import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { closeDevice, openDevice, useBrowser } from './stage/browser.ts';
import { type Certificate, selfSigned } from './stage/certificate.ts';
import { expectStored, family, firstWords, newLantern, startStream, untilTold } from './stage/family.ts';
import { type Server, startServer } from './stage/server.ts';
import { waitingFor } from './stage/shared.ts';
import { expectNothingTakenBack } from './stage/storyWatch.ts';

const THEMES = ['space', 'ocean', 'robots', 'magic', 'animals', 'mystery', 'forest'];

useBrowser();
let certificate: Certificate;
let server: Server;
beforeAll(async () => {
  certificate = selfSigned();
  server = await startServer('seven-tabs', {
    ...certificate.settings,
    ...waitingFor(inject('storytellerUrl')),
    MAX_STREAMS_PER_USER: String(THEMES.length),
  });
});
afterAll(async () => {
  await server?.close();
  certificate?.remove();
});

it('shows seven stories in seven tabs at once, over HTTP/2', async () => {
  const device = await openDevice(server.url);
  const { context } = device;
  const lantern = newLantern();
  const { childId } = await family(context, { interests: lantern.interests });
  const tabs = await Promise.all(THEMES.map(() => context.newPage()));
  await Promise.all(tabs.map((tab) => tab.goto('/library')));
  const protocol = () => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return navigation?.nextHopProtocol;
  };
  expect(await Promise.all(tabs.map((tab) => tab.evaluate(protocol)))).toEqual(tabs.map(() => 'h2'));

  const streams = await Promise.all(THEMES.map((theme) => startStream(context.request, childId, theme)));
  await Promise.all(tabs.map((tab, i) => tab.goto(`/streams/${streams[i]}`)));
  await Promise.all(tabs.map(firstWords));
  await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: 'Pause' }).waitFor()));

  await lantern.release();
  for (const tab of tabs) {
    await expectStored(tab, context.request, await untilTold(tab));
    await expectNothingTakenBack(tab);
  }
  await closeDevice(device);
});
