import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import { beginStory, family, newLantern, untilTold } from './stage/family.ts';
import { shownText } from './stage/storyWatch.ts';

useBrowser();
let device: Device;
beforeEach(async () => {
  device = await openDevice(inject('patientUrl'));
  // A headless browser has no voices: this one says a word whenever the test asks for it.
  await device.context.addInitScript(bringVoice);
});
afterEach(() => closeDevice(device));

function bringVoice(): void {
  let saying: { words: SpeechSynthesisUtterance; at: number } | null = null;
  const event = (type: string, charIndex = 0) => Object.assign(new Event(type), { name: 'word', charIndex });
  const synthesis = {
    speak(words: SpeechSynthesisUtterance) {
      saying = { words, at: 0 };
      words.dispatchEvent(event('start'));
    },
    cancel() {
      saying = null;
    },
  };
  /** The next word, or null when there is nothing more to say. */
  function sayWord(): string | null {
    for (;;) {
      if (saying === null) return null;
      const { words, at } = saying;
      const match = /\S+/.exec(words.text.slice(at));
      if (match) {
        const start = at + match.index;
        saying.at = start + match[0].length;
        words.dispatchEvent(event('boundary', start));
        return match[0];
      }
      saying = null;
      words.dispatchEvent(event('end'));
    }
  }
  Object.defineProperty(globalThis, 'speechSynthesis', { value: synthesis });
  Object.assign(globalThis, { sayWord });
}

it('reads the chapter aloud and marks each word as it is said', async () => {
  const { page, context } = device;
  const { childId } = await family(context);
  await beginStory(page, childId, 'Dinosaurs');
  await untilTold(page);
  await page.getByRole('button', { name: 'Read aloud' }).click();
  const said = await page.evaluate(async () => {
    const { sayWord } = globalThis as unknown as { sayWord: () => string | null };
    const pairs: [string, string][] = [];
    const marked = () =>
      [...document.querySelectorAll('.is-spoken')].map((element) => element.textContent).join('');
    for (let word = sayWord(); word !== null; word = sayWord()) {
      // The mark follows within a frame or two; sixty mean that it does not.
      for (let frames = 0; frames < 60 && marked().trim() !== word; frames++) {
        await new Promise((painted) => requestAnimationFrame(painted));
      }
      pairs.push([word, marked().trim()]);
    }
    return pairs;
  });
  expect(said.map(([, marked]) => marked)).toEqual(said.map(([word]) => word));
  expect(said.map(([word]) => word).join(' ')).toBe(
    (await shownText(page)).join(' ').split(/\s+/).join(' ').trim(),
  );
  await page.getByRole('button', { name: 'Read aloud' }).waitFor();
  expect(await page.locator('.is-spoken').count()).toBe(0);
});

it('falls silent when the child asks for it', async () => {
  const { page, context } = device;
  const lantern = newLantern();
  const { childId } = await family(context, { interests: lantern.interests });
  await beginStory(page, childId, 'Friendship');
  await page.getByRole('button', { name: 'Read aloud' }).click();
  await page.getByRole('button', { name: 'Stop reading' }).click();
  await page.getByRole('button', { name: 'Read aloud' }).waitFor();
  expect(await page.locator('.is-spoken').count()).toBe(0);
  await lantern.release();
  await untilTold(page);
});
