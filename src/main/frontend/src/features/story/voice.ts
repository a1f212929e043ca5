import { sentencesFrom, sharedSentences, type Span } from './sentences';

export interface VoiceListener {
  /** The word being said, or its whole sentence where the voice does not tell its words. */
  onSpoken: (spoken: Span | null) => void;
  onEnd: () => void;
}

export interface Voice {
  /** The text as far as it is known; the voice waits at its end while it grows. */
  read: (text: string, isGrowing: boolean) => void;
  stop: () => void;
}

let silence = () => {};

/** Reads a growing text aloud, sentence by sentence. Another voice that starts silences this one. */
export function startVoice(language: string, { onSpoken, onEnd }: VoiceListener): Voice {
  let text = '';
  let isGrowing = true;
  // What is said, the sentence being said included.
  let at = 0;
  let saying: Span | null = null;
  let isOver = false;

  function end() {
    if (isOver) return;
    isOver = true;
    hush();
    onEnd();
  }

  function hush() {
    saying = null;
    onSpoken(null);
  }

  function next() {
    if (saying || isOver) return;
    const sentence = sentencesFrom(text, at, isGrowing, language)[0];
    if (sentence) say(sentence);
    else if (!isGrowing) end();
  }

  function say(sentence: Span) {
    const words = text.slice(sentence.start, sentence.end);
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.lang = language;
    utterance.rate = 0.92;
    // A sentence that was cut short still ends, and fails, later.
    const listen = (
      type: keyof SpeechSynthesisUtteranceEventMap,
      listener: (event: SpeechSynthesisEvent) => void,
    ) => utterance.addEventListener(type, (event) => saying === sentence && listener(event));
    listen('start', () => onSpoken(sentence));
    listen('boundary', ({ name, charIndex }) => {
      if (name === 'word') onSpoken(wordAt(words, charIndex, sentence.start));
    });
    listen('end', () => {
      saying = null;
      next();
    });
    listen('error', end);
    at = sentence.end;
    saying = sentence;
    speechSynthesis.speak(utterance);
  }

  // One that waits for more text has nothing to cancel.
  silence();
  silence = end;
  speechSynthesis.cancel();
  return {
    read(known, grows) {
      at = Math.min(at, sharedSentences(text, known, language));
      if (saying && saying.start >= at) {
        hush();
        speechSynthesis.cancel();
      }
      text = known;
      isGrowing = grows;
      next();
    },
    stop() {
      end();
      speechSynthesis.cancel();
    },
  };
}

function wordAt(words: string, index: number, offset: number): Span {
  const length = /^\S*/.exec(words.slice(index))?.[0].length ?? 0;
  return { start: offset + index, end: offset + index + Math.max(1, length) };
}
