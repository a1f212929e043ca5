import { useState } from 'react';
import { sentencesFrom, sharedSentences, type Span } from './sentences';

const KEPT = 3;

interface AnnouncerProps {
  text: string;
  isGrowing: boolean;
  language: string;
}

interface Announced {
  /** The part of the text that was announced, or needs no announcing. */
  told: string;
  sentences: readonly (Span & { words: string })[];
}

/** Says the story to a screen reader sentence by sentence; half sentences would be read as they stumble in. */
export function Announcer({ text, isGrowing, language }: AnnouncerProps) {
  const [before, setAnnounced] = useState<Announced>({ told: isGrowing ? '' : text, sentences: [] });
  // What a live region holds when it comes is not announced, only what is added to it.
  const [region, setRegion] = useState<HTMLElement | null>(null);
  const now = region ? announce(before, text, isGrowing, language) : before;
  // While it renders, not after: an effect would draw the page a second time for each sentence.
  if (now !== before) setAnnounced(now);
  return (
    <div
      ref={setRegion}
      className="hidden-but-read"
      aria-live="polite"
      aria-relevant="additions"
      lang={language}
    >
      {now.sentences.map(({ start, words }) => (
        // Other words are another element: a change of one that stands is not announced.
        <p key={`${start} ${words}`}>{words}</p>
      ))}
    </div>
  );
}

/** The same object where nothing is to be said. */
function announce(before: Announced, text: string, isGrowing: boolean, language: string): Announced {
  const standing = cutBack(before, text, language);
  const fresh = sentencesFrom(text, standing.told.length, isGrowing, language)
    .map((span) => ({ ...span, words: text.slice(span.start, span.end).trim() }))
    .filter(({ words }) => words !== '');
  const last = fresh.at(-1);
  if (!last) return standing;
  return {
    told: text.slice(0, last.end),
    sentences: [...standing.sentences, ...fresh].slice(-Math.max(KEPT, fresh.length)),
  };
}

/** Without what was taken back. */
function cutBack(before: Announced, text: string, language: string): Announced {
  const upTo = sharedSentences(before.told, text, language);
  if (upTo === before.told.length) return before;
  return { told: text.slice(0, upTo), sentences: before.sentences.filter(({ start }) => start < upTo) };
}
