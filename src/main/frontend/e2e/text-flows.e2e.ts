import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import { beginStory, family, untilTold, untilWords } from './stage/family.ts';
import { type Server, startServer } from './stage/server.ts';
import { shownText } from './stage/storyWatch.ts';

interface Flow {
  /** Milliseconds between two frames while text came. */
  frames: number[];
  /** How often React changed the page within one frame. */
  commits: number[];
  /** How often the story grew within one frame. */
  growths: number[];
}

useBrowser();
let server: Server;
let device: Device;
beforeAll(async () => {
  // More tokens than frames: without coalescing the page would do more than it can show.
  server = await startServer('text-flows', { BUILTIN_TOKENS_PER_SECOND: '240' });
});
afterAll(() => server?.close());
beforeEach(async () => {
  device = await openDevice(server.url, { reducedMotion: 'no-preference' });
});
afterEach(() => closeDevice(device));

/** Counts what happens in each frame, from the first word to the last. */
function watchFlow(): void {
  const flow: Flow = { frames: [], commits: [], growths: [] };
  let [commits, growths, length, before] = [0, 0, 0, 0];
  Object.assign(globalThis, {
    flow,
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberRoot: () => commits++,
      onCommitFiberUnmount: () => {},
      onPostCommitFiberRoot: () => {},
    },
  });
  new MutationObserver(() => {
    const now = document.querySelector('.story-text.is-growing')?.textContent?.length ?? 0;
    if (now > length) growths++;
    length = now;
  }).observe(document, { subtree: true, childList: true, characterData: true });
  const frame = (at: number) => {
    if (before > 0 && length > 0) {
      flow.frames.push(at - before);
      flow.commits.push(commits);
      flow.growths.push(growths);
    }
    [commits, growths, before] = [0, 0, at];
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

it('draws at most once a frame, however fast the words come', async () => {
  const { page, context } = device;
  const { childId } = await family(context);
  await page.addInitScript(watchFlow);
  await beginStory(page, childId);
  await untilTold(page);
  const { frames, growths, commits } = (await page.evaluate('flow')) as Flow;
  const onTime = frames.filter((millis) => millis < 34).length / frames.length;
  const middle = frames.toSorted((a, b) => a - b)[frames.length >> 1] ?? 0;
  console.warn(
    `${frames.length} frames while text flowed: ${(onTime * 100).toFixed(1)} % under 34 ms, ` +
      `median ${middle.toFixed(1)} ms, longest ${Math.max(...frames).toFixed(0)} ms; ` +
      `at most ${Math.max(...commits)} React commits in one`,
  );
  expect(frames.length).toBeGreaterThan(10);
  expect(Math.max(...growths)).toBe(1);
});

it('keeps what the child has selected while more words come, and copies the story’s own text', async () => {
  const { page, context } = device;
  const { childId } = await family(context);
  await beginStory(page, childId);
  await untilWords(page, 12);
  const selected = await page.evaluate(() => {
    const words = document.querySelectorAll('.story-text .word');
    const range = document.createRange();
    range.setStartBefore(words[1] as Node);
    range.setEndAfter(words[6] as Node);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    return String(getSelection());
  });
  expect(selected.split(' ').length).toBeGreaterThan(5);
  await untilTold(page);
  expect(await page.evaluate(() => String(getSelection()))).toBe(selected);
  expect((await shownText(page)).join(' ')).toContain(selected.trim());
});
