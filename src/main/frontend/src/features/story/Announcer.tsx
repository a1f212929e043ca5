import { useState } from 'react';
import { type Span, sentencesFrom } from './sentences';

const KEPT = 3;

interface AnnouncerProps {
  text: string;
  isGrowing: boolean;
  language: string;
}

interface Announced {
  /** How much of the text was announced, or needs no announcing. */
  upTo: number;
  sentences: readonly (Span & { words: string })[];
}

/** Says the story to a screen reader sentence by sentence; half sentences would be read as they stumble in. */
export function Announcer({ text, isGrowing, language }: AnnouncerProps) {
  const [before, setAnnounced] = useState<Announced>({ upTo: isGrowing ? 0 : text.length, sentences: [] });
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
        <p key={start}>{words}</p>
      ))}
    </div>
  );
}

/** The same object where nothing is to be said. */
function announce(before: Announced, text: string, isGrowing: boolean, language: string): Announced {
  const upTo = Math.min(before.upTo, text.length);
  const fresh = sentencesFrom(text, upTo, isGrowing, language)
    .map((span) => ({ ...span, words: text.slice(span.start, span.end).trim() }))
    .filter(({ words }) => words !== '');
  const last = fresh.at(-1);
  if (!last) return upTo === before.upTo ? before : { ...before, upTo };
  return { upTo: last.end, sentences: [...before.sentences, ...fresh].slice(-Math.max(KEPT, fresh.length)) };
}
