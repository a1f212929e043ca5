import { createContext, memo, useContext, useEffect, useMemo, useRef } from 'react';
import { scrollBehaviour } from '../../lib/settings';
import { paragraphsOf, type Span, type Word, wholeWords } from './sentences';

/** What is being read aloud right now, if anything of this text is. */
export const SpokenContext = createContext<Span | null>(null);

/**
 * The story itself. Words that stand are never touched again while more arrive, so that a selection survives and
 * nothing moves.
 */
export function StoryText({ text, isTelling }: { text: string; isTelling: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const shown = isTelling ? wholeWords(text) : text;
  const paragraphs = useMemo(() => paragraphsOf(shown), [shown]);
  useSpokenWords(box);
  return (
    <div ref={box} className={isTelling ? 'story-text is-growing' : 'story-text'}>
      {paragraphs.map((words) => (
        <Paragraph key={words[0]?.start} words={words} />
      ))}
    </div>
  );
}

const Paragraph = memo(
  function Paragraph({ words }: { words: Word[] }) {
    return (
      <p>
        {words.map((word) => (
          <span key={word.start} className="word" data-at={word.start}>
            {word.text}
          </span>
        ))}
      </p>
    );
  },
  (before, after) =>
    before.words.length === after.words.length && textOf(before.words) === textOf(after.words),
);

const textOf = (words: Word[]) => words.map((word) => word.text).join('');

/** Marks the words by hand: a render of the whole text for each word spoken would be too much. */
function useSpokenWords(box: React.RefObject<HTMLDivElement | null>): void {
  const spoken = useContext(SpokenContext);
  useEffect(() => {
    if (!spoken || !box.current) return;
    const words = [...box.current.querySelectorAll<HTMLElement>('.word')].filter((word) => {
      const at = Number(word.dataset.at);
      return at < spoken.end && at + (word.textContent?.length ?? 0) > spoken.start;
    });
    for (const word of words) word.classList.add('is-spoken');
    keepInView(words[0]);
    return () => {
      for (const word of words) word.classList.remove('is-spoken');
    };
  }, [spoken, box]);
}

function keepInView(word: HTMLElement | undefined): void {
  if (!word) return;
  const { top, bottom } = word.getBoundingClientRect();
  if (top < 80 || bottom > globalThis.innerHeight - 160) {
    word.scrollIntoView({ block: 'center', behavior: scrollBehaviour() });
  }
}
