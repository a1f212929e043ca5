import { ChevronDown, Pause, Play, Square } from 'lucide-react';
import { Fragment, type RefObject, useEffect, useRef, useState } from 'react';
import { sentenceOf } from '../../lib/problem';
import { scrollBehaviour } from '../../lib/settings';
import { Confirm } from '../../lib/ui/Confirm';
import { Twinkle } from '../../lib/ui/Twinkle';
import { useAttempt } from '../../lib/useAttempt';
import type { ConnectionState } from './connection';
import { stageWords } from './phrases';
import { StarTrail } from './StarTrail';
import type { Telling } from './telling';

interface TellingBarProps {
  telling: Telling;
  connection: ConnectionState | null;
  /** False until the stream has a number: only then can it be paused or stopped. */
  isKnown: boolean;
  onPause: () => Promise<void>;
  onResume: () => Promise<void>;
  onStop: () => Promise<void>;
  /** Stands right below the text. */
  end: RefObject<HTMLElement | null>;
}

/** How the telling goes, and the hand on it. It keeps its place while the text flows above. */
export function TellingBar({
  telling,
  connection,
  isKnown,
  onPause,
  onResume,
  onStop,
  end,
}: TellingBarProps) {
  const [isAsking, setAsking] = useState(false);
  const { run, isBusy, failure, failures } = useAttempt();
  // How often text had been taken back when the last failure came: a later taking back is the newer word.
  const [failed, setFailed] = useState({ failures, revisions: telling.revisions });
  if (failed.failures !== failures) setFailed({ failures, revisions: telling.revisions });
  const isNews = failure !== null && failed.revisions === telling.revisions;
  const words = stageWords(telling, connection);
  const Sign = telling.paused ? Play : Pause;
  return (
    <div className="bar">
      <MoreBelow end={end} />
      <div className="card bar-card">
        <div className="bar-words">
          {telling.paused ? <Pause size={18} aria-hidden="true" /> : <Twinkle />}
          <span role="status">
            {/* Other words are another node: the same ones written again over themselves would not be announced. */}
            <Fragment key={`${telling.revisions} ${failures}`}>
              {isNews ? sentenceOf(failure) : words}
            </Fragment>
          </span>
        </div>
        <StarTrail percent={telling.percent} words={words} />
        <div className="bar-hands">
          <button
            type="button"
            className="button"
            disabled={!isKnown || isBusy}
            onClick={() => void run(telling.paused ? onResume : onPause)}
          >
            <Sign size={18} aria-hidden="true" />
            {telling.paused ? 'Resume' : 'Pause'}
          </button>
          <button
            type="button"
            className="button button-quiet"
            disabled={!isKnown}
            onClick={() => setAsking(true)}
          >
            <Square size={16} aria-hidden="true" />
            Stop
          </button>
        </div>
      </div>
      {isAsking && (
        <Confirm
          title="Stop this chapter?"
          yes="Stop it"
          no="Keep telling"
          onYes={onStop}
          onClose={() => setAsking(false)}
        >
          The storyteller stops here, on every screen. The chapters before stay in the library.
        </Confirm>
      )}
    </div>
  );
}

/** The page does not scroll by itself under a reading child; this says that there is more. */
function MoreBelow({ end }: { end: RefObject<HTMLElement | null> }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!end.current) return;
    // By hand: as a state it would draw the page again in the middle of a frame.
    const observer = new IntersectionObserver(
      ([entry]) => {
        const isBelow = entry !== undefined && !entry.isIntersecting && entry.boundingClientRect.top > 0;
        if (button.current) button.current.hidden = !isBelow;
      },
      { rootMargin: '0px 0px -120px 0px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [end]);
  return (
    <button
      ref={button}
      type="button"
      className="button more-below"
      hidden
      onClick={() => end.current?.scrollIntoView({ block: 'center', behavior: scrollBehaviour() })}
    >
      <ChevronDown size={18} aria-hidden="true" />
      More below
    </button>
  );
}
