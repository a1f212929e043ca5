import { CloudMoon } from 'lucide-react';
import { Link } from 'wouter';
import { Problem, sentenceOf } from '../../lib/problem';
import { ConnectionLost } from './client';
import type { ErrorCode } from './events';
import { StoryFailure } from './read';

interface SetbackProps {
  failure: unknown;
  /** Where another story begins. */
  elsewhere: string;
  /** Goes on reading, or asks again; absent where neither can help. */
  onAgain: (() => void) | null;
}

const ANOTHER_STORY: readonly ErrorCode[] = ['UNSAFE_CONTENT', 'CANCELLED'];

/** The telling stopped without a story: a friendly sentence, and always a way on. */
export function Setback({ failure, elsewhere, onAgain }: SetbackProps) {
  const isOver =
    (failure instanceof StoryFailure && ANOTHER_STORY.includes(failure.code)) ||
    (failure instanceof Problem && failure.status === 404);
  return (
    <section className="card setback" role="alert">
      <CloudMoon size={44} aria-hidden="true" />
      <p>{sentenceOf(failure)}</p>
      <div className="actions">
        {!isOver && onAgain && (
          <button type="button" className="button button-main" onClick={onAgain}>
            {failure instanceof ConnectionLost ? 'Go on reading' : 'Try again'}
          </button>
        )}
        <Link className={isOver || !onAgain ? 'button button-main' : 'button'} href={elsewhere}>
          Choose another story
        </Link>
      </div>
    </section>
  );
}
