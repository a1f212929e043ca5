import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDevice, openDevice, useBrowser } from './stage/browser.ts';
import { type Certificate, selfSigned } from './stage/certificate.ts';
import { expectStored, family, firstWords, startStream, untilTold } from './stage/family.ts';
import { type Server, startServer } from './stage/server.ts';
import { expectNothingTakenBack } from './stage/storyWatch.ts';

const THEMES = ['space', 'ocean', 'robots', 'magic', 'animals', 'mystery', 'forest'];

useBrowser();
let certificate: Certificate;
let server: Server;
beforeAll(async () => {
  certificate = selfSigned();
  server = await startServer('seven-tabs', {
    ...certificate.settings,
    MAX_STREAMS_PER_USER: String(THEMES.length),
    // Slow enough that the first tab still reads when the last one has opened.
    BUILTIN_TOKENS_PER_SECOND: '20',
  });
});
afterAll(async () => {
  await server?.close();
  certificate?.remove();
});

it('shows seven stories in seven tabs at once, over HTTP/2', async () => {
  const device = await openDevice(server.url);
  const { context } = device;
  const { childId } = await family(context);
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
  const reading = tabs.map((tab) => tab.getByRole('button', { name: 'Pause' }).isVisible());
  expect(await Promise.all(reading)).toEqual(tabs.map(() => true));

  for (const tab of tabs) {
    await expectStored(tab, context.request, await untilTold(tab));
    await expectNothingTakenBack(tab);
  }
  await closeDevice(device);
});
