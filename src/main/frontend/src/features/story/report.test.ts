import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StoryEvent } from './events';
import { watchStream } from './report';

const content: StoryEvent = { type: 'content', chunk: 'a', offset: 0 };
const sendBeacon = vi.fn();
let now = 0;
const watch = () => watchStream(() => now);

beforeEach(() => {
  now = 1000;
  sendBeacon.mockReset();
  vi.stubGlobal('navigator', { sendBeacon });
});
afterEach(() => vi.unstubAllGlobals());

async function sent(): Promise<unknown> {
  const [url, blob] = sendBeacon.mock.calls[0] as [string, Blob];
  expect(url).toBe('/api/v1/client/report');
  expect(blob.type).toBe('application/json');
  return JSON.parse(await blob.text());
}

it('reports the time to the first chunk, stalls and reconnects', async () => {
  const seen = watch();
  for (const at of [1250, 1300, 5000, 5100, 9000]) {
    now = at;
    seen.saw(content);
  }
  seen.reconnected();
  seen.end();
  expect(await sent()).toEqual({ time_to_first_chunk_ms: 250, stalls: 2, reconnects: 1 });
});

it('does not take a pause for a stall', async () => {
  const seen = watch();
  seen.saw(content);
  seen.saw({ type: 'node', node: 'generate_content', status: 'paused' });
  now = 60_000;
  seen.saw({ type: 'node', node: 'generate_content', status: 'resumed' });
  seen.saw(content);
  seen.end();
  expect(await sent()).toMatchObject({ stalls: 0 });
});

it('reports once, also when the page goes away', () => {
  const seen = watch();
  seen.saw(content);
  globalThis.dispatchEvent(new Event('pagehide'));
  seen.end();
  expect(sendBeacon).toHaveBeenCalledOnce();
});

it('says nothing of a stream that told nothing', () => {
  watch().end();
  expect(sendBeacon).not.toHaveBeenCalled();
});
