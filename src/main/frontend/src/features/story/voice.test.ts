import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Span } from './sentences';
import { startVoice } from './voice';

class Utterance extends EventTarget {
  lang = '';
  rate = 1;
  constructor(readonly text: string) {
    super();
  }
}

const spoken: Utterance[] = [];
const synthesis = { speak: (utterance: Utterance) => spoken.push(utterance), cancel: vi.fn() };
const say = (event: string, part: object = {}) =>
  spoken.at(-1)?.dispatchEvent(Object.assign(new Event(event), part));

beforeEach(() => {
  spoken.length = 0;
  synthesis.cancel.mockClear();
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance);
  vi.stubGlobal('speechSynthesis', synthesis);
});
afterEach(() => vi.unstubAllGlobals());

function voice() {
  const seen: (Span | null)[] = [];
  const onEnd = vi.fn();
  return { seen, onEnd, voice: startVoice('en', { onSpoken: (span) => seen.push(span), onEnd }) };
}

it('reads sentence by sentence and names each word', () => {
  const { voice: reader, seen, onEnd } = voice();
  reader.read('The owl sat. It slept.', false);
  say('start');
  say('boundary', { name: 'word', charIndex: 4 });
  say('end');
  say('boundary', { name: 'word', charIndex: 3 });
  say('end');
  expect(spoken.map(({ text, lang }) => `${lang}: ${text}`)).toEqual(['en: The owl sat. ', 'en: It slept.']);
  expect(seen).toEqual([{ start: 0, end: 13 }, { start: 4, end: 7 }, { start: 16, end: 22 }, null]);
  expect(onEnd).toHaveBeenCalledOnce();
});

it('waits for more while the text grows', () => {
  const { voice: reader, onEnd } = voice();
  reader.read('The owl sat. It sl', true);
  say('end');
  expect(spoken).toHaveLength(1);
  reader.read('The owl sat. It slept.', false);
  expect(spoken.at(-1)?.text).toBe('It slept.');
  say('end');
  expect(onEnd).toHaveBeenCalledOnce();
});

it('falls silent at once, and for good', () => {
  const { voice: reader, seen, onEnd } = voice();
  reader.read('One. Two.', false);
  reader.stop();
  say('error');
  say('end');
  expect(spoken).toHaveLength(1);
  expect(synthesis.cancel).toHaveBeenCalled();
  expect(seen).toEqual([null]);
  expect(onEnd).toHaveBeenCalledOnce();
});

it('reads anew what is told anew, from the beginning of its sentence', () => {
  const { voice: reader } = voice();
  reader.read('The owl sat. A wolf bit it. And', true);
  say('end');
  say('end');
  reader.read('The owl sat. A wo', true);
  reader.read('The owl sat. A woodlouse waved. And', true);
  expect(spoken.map(({ text }) => text)).toEqual(['The owl sat. ', 'A wolf bit it. ', 'A woodlouse waved. ']);
});

it('stops in the middle of what is taken back, and heeds no more of it', () => {
  const { voice: reader, seen, onEnd } = voice();
  reader.read('The owl sat. A wolf bit it. And', true);
  say('end');
  say('start');
  reader.read('The owl sat.', true);
  expect(synthesis.cancel).toHaveBeenCalledTimes(2);
  for (const late of ['boundary', 'end', 'error']) say(late, { name: 'word', charIndex: 2 });
  expect(seen).toEqual([{ start: 13, end: 28 }, null]);
  reader.read('The owl sat. It slept.', false);
  say('end');
  expect(spoken.at(-1)?.text).toBe(' It slept.');
  expect(onEnd).toHaveBeenCalledOnce();
});

it('goes on in the middle of a sentence that is kept', () => {
  const { voice: reader } = voice();
  reader.read('The owl sat. A wolf bit it. And', true);
  reader.read('The owl sat.', true);
  expect(synthesis.cancel).toHaveBeenCalledOnce();
  reader.read('The owl sat.It slept.', false);
  say('end');
  expect(spoken.map(({ text }) => text)).toEqual(['The owl sat. ', 'It slept.']);
});

it('silences another voice that only waits for more', () => {
  const { voice: waiting, onEnd } = voice();
  waiting.read('The owl sat. It sl', true);
  say('end');
  const { voice: other } = voice();
  expect(onEnd).toHaveBeenCalledOnce();
  other.read('The moon rose.', false);
  waiting.read('The owl sat. It slept.', false);
  expect(spoken.map(({ text }) => text)).toEqual(['The owl sat. ', 'The moon rose.']);
});
