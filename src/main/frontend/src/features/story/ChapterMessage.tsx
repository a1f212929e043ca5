import { MessagePrimitive, useAuiState } from '@assistant-ui/react';
import { BookOpenText, Clock, ShieldCheck, Square, Volume2 } from 'lucide-react';
import { createContext, useContext, useEffect, useRef } from 'react';
import { scrollBehaviour } from '../../lib/settings';
import { Twinkle } from '../../lib/ui/Twinkle';
import { Announcer } from './Announcer';
import type { ChapterFacts, StoryMessage } from './messages';
import { levelWords, minuteWords } from './phrases';
import { SpokenContext, StoryText } from './StoryText';
import { useStoryStore } from './store';
import { useReadAloud } from './useReadAloud';
import type { StoryMessageCustom } from './useStoryRuntime';

/** BCP 47; what the story is told in. */
export const LanguageContext = createContext('en');

function useLine<K extends keyof StoryMessage>(part: K): StoryMessage[K] {
  return useAuiState((state) => (state.message.metadata.custom as StoryMessageCustom).line[part]);
}

/** What grows is read from the store itself: by way of the runtime it would come, and be drawn, a second time. */
function useChapterText(isTelling: boolean): string {
  const told = useAuiState((state) =>
    isTelling ? '' : (state.message.metadata.custom as StoryMessageCustom).line.text,
  );
  const growing = useStoryStore((state) => (isTelling ? (state.telling?.text ?? '') : ''));
  return isTelling ? growing : told;
}

/** What the child wished for, between two chapters. */
export function WishMessage() {
  return (
    <MessagePrimitive.Root className="wish">
      <span className="hidden-but-read">You chose: </span>
      <MessagePrimitive.Parts components={{ Text: WishText }} />
    </MessagePrimitive.Root>
  );
}

function WishText({ text }: { text: string }) {
  return <p>{text}</p>;
}

export function ChapterMessage() {
  const chapterNumber = useLine('chapterNumber');
  const isTelling = useLine('isTelling');
  const facts = useLine('facts');
  const text = useChapterText(isTelling);
  const language = useContext(LanguageContext);
  const voice = useReadAloud(text, isTelling, language);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A chapter that begins while its reader looks on comes to the top; after that nothing scrolls by itself.
    if (!isTelling || chapterNumber === 1) return;
    root.current?.scrollIntoView({ block: 'start', behavior: scrollBehaviour() });
    if (document.activeElement === document.body) root.current?.focus({ preventScroll: true });
  }, [isTelling, chapterNumber]);
  return (
    <MessagePrimitive.Root ref={root} className="chapter" tabIndex={-1}>
      <div className="chapter-head">
        <h2>Chapter {chapterNumber}</h2>
        {voice.isPossible && text !== '' && (
          <button
            type="button"
            className="button button-quiet"
            aria-pressed={voice.isSpeaking}
            onClick={voice.toggle}
          >
            {voice.isSpeaking ? (
              <Square size={16} aria-hidden="true" />
            ) : (
              <Volume2 size={19} aria-hidden="true" />
            )}
            {voice.isSpeaking ? 'Stop reading' : 'Read aloud'}
          </button>
        )}
      </div>
      <div className="chapter-body" aria-busy={isTelling} lang={language}>
        <SpokenContext value={voice.spoken}>
          <StoryText text={text} isTelling={isTelling} />
        </SpokenContext>
      </div>
      <Announcer text={text} isGrowing={isTelling} language={language} />
      {isTelling ? <Typing /> : facts && <Facts facts={facts} />}
    </MessagePrimitive.Root>
  );
}

/** Stands where the facts will stand, so that nothing moves when they come. */
function Typing() {
  return (
    <div className="facts">
      <Twinkle size={16} />
      <span className="hidden-but-read">The storyteller is telling.</span>
    </div>
  );
}

function Facts({ facts }: { facts: ChapterFacts }) {
  return (
    <ul className="facts" aria-label="About this chapter">
      {facts.isApproved === true && (
        <li className="chip chip-safe">
          <ShieldCheck size={17} aria-hidden="true" />
          Checked for children
        </li>
      )}
      {facts.readingMinutes !== null && (
        <li className="chip">
          <Clock size={16} aria-hidden="true" />
          {minuteWords(facts.readingMinutes)}
        </li>
      )}
      {facts.vocabularyLevel !== null && (
        <li className="chip">
          <BookOpenText size={16} aria-hidden="true" />
          {levelWords(facts.vocabularyLevel)}
        </li>
      )}
      {facts.educationalElements.map((element) => (
        <li key={element} className="chip">
          {capital(element)}
        </li>
      ))}
    </ul>
  );
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
