import { useEffect, useRef, useState } from 'react';
import { type Span, sentencesFrom } from './sentences';

const KEPT = 3;

/** Says the story to a screen reader sentence by sentence; half sentences would be read as they stumble in. */
export function Announcer({
  text,
  isGrowing,
  language,
}: {
  text: string;
  isGrowing: boolean;
  language: string;
}) {
  const announced = useRef(isGrowing ? 0 : text.length);
  const [sentences, setSentences] = useState<(Span & { words: string })[]>([]);
  useEffect(() => {
    if (text.length < announced.current) announced.current = text.length;
    const fresh = sentencesFrom(text, announced.current, isGrowing, language);
    const last = fresh.at(-1);
    if (!last) return;
    announced.current = last.end;
    const spoken = fresh.map((span) => ({ ...span, words: text.slice(span.start, span.end).trim() }));
    setSentences((before) => [...before, ...spoken.filter(({ words }) => words !== '')].slice(-KEPT));
  }, [text, isGrowing, language]);
  return (
    <div className="hidden-but-read" aria-live="polite" aria-relevant="additions" lang={language}>
      {sentences.map(({ start, words }) => (
        <p key={start}>{words}</p>
      ))}
    </div>
  );
}
