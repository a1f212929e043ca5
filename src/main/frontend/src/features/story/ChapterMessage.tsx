import { MessagePrimitive, useAuiState } from '@assistant-ui/react';
import { BookOpenText, Clock, ShieldCheck, Square, Volume2 } from 'lucide-react';
import { createContext, useContext, useEffect, useRef } from 'react';
import { scrollBehaviour } from '../../lib/settings';
import { Twinkle } from '../../lib/ui/Twinkle';
import { Announcer } from './Announcer';
import type { ChapterFacts, StoryMessage } from './messages';
import { levelWords, minuteWords } from './phrases';
import { SpokenContext, StoryText } from './StoryText';
import { useReadAloud } from './useReadAloud';
import type { StoryMessageCustom } from './useStoryRuntime';

/** BCP 47; what the story is told in. */
export const LanguageContext = createContext('en');

function useLine(): StoryMessage {
  return useAuiState((state) => (state.message.metadata.custom as StoryMessageCustom).line);
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
  const line = useLine();
  const language = useContext(LanguageContext);
  const voice = useReadAloud(line.text, line.isTelling, language);
  const root = useRef<HTMLDivElement>(null);
  const { isTelling, chapterNumber } = line;
  useEffect(() => {
    // A chapter that begins while its reader looks on comes to the top; after that nothing scrolls by itself.
    if (!isTelling || chapterNumber === 1) return;
    root.current?.scrollIntoView({ block: 'start', behavior: scrollBehaviour() });
    if (document.activeElement === document.body) root.current?.focus({ preventScroll: true });
  }, [isTelling, chapterNumber]);
  return (
    <MessagePrimitive.Root ref={root} className="chapter" tabIndex={-1}>
      <div className="chapter-head">
        <h2>Chapter {line.chapterNumber}</h2>
        {voice.isPossible && line.text !== '' && (
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
      <div className="chapter-body" aria-busy={line.isTelling} lang={language}>
        <SpokenContext value={voice.spoken}>
          <MessagePrimitive.Parts components={{ Text: ChapterText, Empty: Nothing }} />
        </SpokenContext>
      </div>
      <Announcer text={line.text} isGrowing={line.isTelling} language={language} />
      {line.isTelling ? <Typing /> : line.facts && <Facts facts={line.facts} />}
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

function Nothing() {
  return null;
}

function ChapterText({ text }: { text: string }) {
  return <StoryText text={text} isTelling={useLine().isTelling} />;
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
