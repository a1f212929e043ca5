import { AssistantRuntimeProvider, ThreadPrimitive } from '@assistant-ui/react';
import { useMemo, useRef } from 'react';
import { Link } from 'wouter';
import { useChild, useStoryOfStream } from '../../lib/queries';
import { Waiting } from '../../lib/ui/Twinkle';
import { usePage } from '../../lib/usePage';
import { ChapterMessage, LanguageContext, WishMessage } from './ChapterMessage';
import { ConnectionLost } from './client';
import { wayOnFrom } from './messages';
import { NextWish } from './NextWish';
import { Setback } from './Setback';
import { isRefused, useStoryStore } from './store';
import { tellAgain, tellOn } from './tellOn';
import { TellingBar } from './TellingBar';
import { useReading } from './useReading';
import { useStoryRuntime } from './useStoryRuntime';
import './reading.css';

export interface ChatReadingPageProps {
  storyId?: number | null;
  /** Of a new story, which has no number of its own before its first chapter is told. */
  streamId?: number | null;
}

const MESSAGES = { UserMessage: WishMessage, AssistantMessage: ChapterMessage };

/** A story being told or read again: its chapters, the wishes between them, and what happens next. */
export function ChatReadingPage({ storyId = null, streamId = null }: ChatReadingPageProps) {
  const { data: story = null, error, isLoading } = useReading(storyId, streamId);
  const { telling, request, connection, streamingState, ...store } = useStoryStore();
  const runtime = useStoryRuntime(story);
  const end = useRef<HTMLDivElement>(null);
  // After a reload nobody remembers who asked for a new story.
  const found = useStoryOfStream(request ? null : streamId);
  const childId = story?.child_id ?? (request ? Number(request.childId) : (found?.child_id ?? null));
  const child = useChild(childId ?? 0);
  const title = story?.title ?? telling?.story?.title ?? request?.title ?? (telling ? 'A new story' : '');
  usePage(title === '' ? 'Story' : title);

  const { isStreaming } = streamingState;
  const refused = isRefused(store);
  const told = telling?.story ?? null;
  const way = useMemo(() => wayOnFrom(story, told), [story, told]);
  const failure = store.failure ?? (story === null && !telling ? error : null);
  // A lost way is found again first: the same wish is asked for, not another.
  const next = failure instanceof ConnectionLost ? null : way;
  const again = againOf();

  function againOf(): (() => void) | null {
    const { streamId: lost, attachStreaming } = store;
    if (telling?.failure) return request && (() => void tellAgain(request));
    if (lost !== null) return () => void attachStreaming(lost, storyId).catch(() => {});
    return request && (() => void tellAgain(request));
  }

  if (isLoading) return <Waiting words="Opening the book…" />;
  return (
    <AssistantRuntimeProvider runtime={runtime}>
      <LanguageContext value={child?.language ?? 'en'}>
        <ThreadPrimitive.Root className="reading">
          <header className="reading-head">
            {child && (
              <Link className="reading-back" href={`/children/${child.id}`}>
                A story for {child.name}
              </Link>
            )}
            <h1>{title}</h1>
          </header>
          <ThreadPrimitive.Messages components={MESSAGES} />
          <div ref={end} className="reading-end" />
          <div className="tail">
            {!isStreaming && failure !== null && !(refused && next) && (
              <Setback failure={failure} elsewhere={childId ? `/children/${childId}` : '/'} onAgain={again} />
            )}
            {!isStreaming && next && (
              <NextWish
                way={next}
                refusal={refused ? failure : null}
                onChoice={(choice) => void tellOn(story, { choice })}
              />
            )}
          </div>
          <p className="hidden-but-read" role="status">
            {told && !isStreaming ? `The chapter is told. ${told.choice_question ?? ''}` : ''}
          </p>
          {isStreaming && telling && (
            <TellingBar
              telling={telling}
              connection={connection}
              isKnown={store.streamId !== null}
              onPause={store.pauseStory}
              onResume={store.resumeStory}
              onStop={store.stopStory}
              end={end}
            />
          )}
        </ThreadPrimitive.Root>
      </LanguageContext>
    </AssistantRuntimeProvider>
  );
}

export default ChatReadingPage;
