import { Pause, Play, ShieldCheck, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { api, API } from '../../lib/api';
import { useLibrary } from '../../lib/queries';
import { Confirm } from '../../lib/ui/Confirm';
import { Notice } from '../../lib/ui/Notice';
import { useAttempt } from '../../lib/useAttempt';
import { usePage } from '../../lib/usePage';
import type { ConnectionState } from './connection';
import { levelWords, minuteWords, stageWords } from './phrases';
import { StarTrail } from './StarTrail';
import { StoryText } from './StoryText';
import { isOver, type Telling } from './telling';
import { useSSEStoryGeneration } from './useSSEStoryGeneration';
import './reading.css';
import './live.css';

/** A parent's view of a story while it is told on another device, with a hand on it. */
export function LivePage({ streamId }: { streamId: number }) {
  const { telling, connection, error, isStreaming, startStreaming } = useSSEStoryGeneration();
  const stories = useLibrary(null).data?.pages.flatMap((page) => page.stories) ?? [];
  const title = telling.story?.title ?? stories.find((story) => story.stream?.stream_id === streamId)?.title;
  usePage('Live');
  const isLost = connection !== null && !isStreaming && !isOver(telling);
  const words = isLost ? 'The way to the story is lost.' : stageWords(telling, connection);
  useEffect(() => startStreaming(`${API}/stories/streams/${streamId}`), [streamId, startStreaming]);

  return (
    <div className="live">
      <div className="page-head">
        <div>
          <p className="chip chip-live">{chipWords(telling, connection, isLost)}</p>
          <h1>{title ?? 'A story being told'}</h1>
        </div>
      </div>
      {error !== null && (
        <Notice>
          {error}{' '}
          {!isOver(telling) && (
            <button
              type="button"
              className="button"
              onClick={() => startStreaming(`${API}/stories/streams/${streamId}`)}
            >
              Try again
            </button>
          )}
        </Notice>
      )}
      <div className="live-columns">
        <LiveText text={telling.text} isTelling={isStreaming} />
        <aside className="card live-side" aria-label="How it goes">
          <StarTrail percent={telling.percent} words={words} />
          <p role="status">{words}</p>
          <Facts telling={telling} />
          {isStreaming && <Hands streamId={streamId} isPaused={telling.paused} />}
          {telling.story && (
            <Link className="button button-main" href={`/stories/${telling.story.story_id}`}>
              Read the whole story
            </Link>
          )}
        </aside>
      </div>
    </div>
  );
}

function chipWords({ phase }: Telling, connection: ConnectionState | null, isLost: boolean): string {
  if (phase === 'complete') return 'Told';
  if (phase === 'failed') return 'Stopped';
  return isLost || connection === 'retrying' || connection === 'offline' ? 'Not connected' : 'Live';
}

/** Follows the end of the text, as long as its reader does. */
function LiveText({ text, isTelling }: { text: string; isTelling: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    if (follows.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  const watchScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current ?? document.body;
    follows.current = scrollHeight - scrollTop - clientHeight < 60;
  };
  return (
    <section
      ref={box}
      className="card live-text"
      aria-label="The story"
      aria-busy={isTelling}
      tabIndex={0}
      onScroll={watchScroll}
    >
      <StoryText text={text} isTelling={isTelling} />
    </section>
  );
}

function Facts({ telling: { safety, metadata, revisions } }: { telling: Telling }) {
  return (
    <dl className="live-facts">
      <dt>Safety</dt>
      <dd>
        {safety === null ? (
          'Every word is screened before it is shown'
        ) : (
          <span className={safety.status === 'approved' ? 'chip chip-safe' : 'chip'}>
            <ShieldCheck size={17} aria-hidden="true" />
            {safety.status === 'approved' ? 'Approved' : 'Being told anew'}, {Math.round(safety.score * 100)}{' '}
            of 100
          </span>
        )}
      </dd>
      {safety !== null && safety.categories.length > 0 && (
        <>
          <dt>Objected to</dt>
          <dd>{safety.categories.join(', ')}</dd>
        </>
      )}
      {revisions > 0 && (
        <>
          <dt>Told anew</dt>
          <dd>{revisions === 1 ? 'once' : `${revisions} times`}</dd>
        </>
      )}
      {metadata !== null && (
        <>
          <dt>Reading</dt>
          <dd>
            {minuteWords(metadata.estimated_reading_time)},{' '}
            {levelWords(metadata.vocabulary_level).toLowerCase()}
          </dd>
        </>
      )}
    </dl>
  );
}

function Hands({ streamId, isPaused }: { streamId: number; isPaused: boolean }) {
  const [isAsking, setAsking] = useState(false);
  const { run, failure, failures } = useAttempt();
  const stream = { params: { path: { stream_id: streamId } } };
  const toggle = () =>
    api.POST(isPaused ? '/stories/streams/{stream_id}/resume' : '/stories/streams/{stream_id}/pause', stream);
  return (
    <div className="actions">
      <button type="button" className="button" onClick={() => void run(toggle)}>
        {isPaused ? <Play size={18} aria-hidden="true" /> : <Pause size={18} aria-hidden="true" />}
        {isPaused ? 'Resume' : 'Pause'}
      </button>
      <button type="button" className="button button-danger" onClick={() => setAsking(true)}>
        <Square size={16} aria-hidden="true" />
        Stop the story
      </button>
      {failure !== null && <Notice key={failures}>That did not work. Please try again.</Notice>}
      {isAsking && (
        <Confirm
          title="Stop this chapter?"
          yes="Stop it"
          no="Keep telling"
          onYes={() => api.DELETE('/stories/streams/{stream_id}', stream)}
          onClose={() => setAsking(false)}
        >
          It stops on the child’s screen too, with a friendly word.
        </Confirm>
      )}
    </div>
  );
}

export default LivePage;
