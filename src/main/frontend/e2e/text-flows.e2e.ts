import { dirname, join } from 'node:path';
import { afterEach, expect, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import { beginStory, family, newLantern, untilTold, untilWords } from './stage/family.ts';
import { workPerFrame } from './stage/mainThread.ts';
import { shownText } from './stage/storyWatch.ts';

/** What happened within one frame. */
interface Frame {
  /** Milliseconds since the frame before. */
  gap: number;
  /** How often React changed the page. */
  commits: number;
  /** How often the story grew. */
  growths: number;
}

/** In milliseconds, at 60 frames a second. */
const FRAME = 1000 / 60;
const TRACE = join(dirname(process.env.JAR ?? ''), 'journeys/text-flows.trace.json');

useBrowser();
let device: Device;
afterEach(() => closeDevice(device));

/** Counts what happens in each frame, from the first word until the last has come. */
function watchFlow(): void {
  const flow: Frame[] = [];
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
    if (before > 0 && length > 0) flow.push({ gap: at - before, commits, growths });
    [commits, growths, before] = [0, 0, at];
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

it('draws once a frame, however fast the words come, and records the time it takes', async () => {
  // Tokens come four times as often as frames.
  device = await openDevice(inject('url'), { reducedMotion: 'no-preference' });
  const { page, context } = device;
  const { childId } = await family(context, { age: 12, reading_level: 'advanced' });
  await page.addInitScript(watchFlow);
  await beginStory(page, childId);
  const work = await workPerFrame(page, TRACE, () => untilTold(page));
  const flow = (await page.evaluate('flow')) as Frame[];
  const drawn = flow.filter(({ growths }) => growths > 0);
  const seconds = flow.reduce((sum, { gap }) => sum + gap, 0) / 1000;
  const sorted = work.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  console.warn(
    `A frame has ${FRAME.toFixed(1)} ms. ${flow.length} frames in ${seconds.toFixed(1)} s, ${drawn.length} of them with new words. ` +
      `Work of the main thread for each of ${work.length} frames: median ${at(0.5).toFixed(1)} ms, ` +
      `95 % under ${at(0.95).toFixed(1)} ms, longest ${at(0.9999).toFixed(1)} ms.`,
  );
  expect(drawn.length).toBeGreaterThan(20);
  expect(drawn.map(({ commits, growths }) => ({ commits, growths }))).toEqual(
    drawn.map(() => ({ commits: 1, growths: 1 })),
  );
});

it('keeps what the child has selected while more words come, and copies the story’s own text', async () => {
  device = await openDevice(inject('patientUrl'), { reducedMotion: 'no-preference' });
  const { page, context } = device;
  const lantern = newLantern();
  const { childId } = await family(context, { interests: lantern.interests });
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
  await lantern.release();
  await untilTold(page);
  expect(await page.evaluate(() => String(getSelection()))).toBe(selected);
  expect((await shownText(page)).join(' ')).toContain(selected.trim());
});
