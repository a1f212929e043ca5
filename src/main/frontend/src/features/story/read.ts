import { STREAMING } from '../../lib/config';
import { followStream } from './client';
import type { ConnectionState } from './connection';
import type { Cursor, ErrorCode, StoryEvent } from './events';
import { perFrame } from './frames';
import { watchStream } from './report';
import { isOver, reduce, type Telling, textChange, UNTOLD } from './telling';

/** How far a stream was read, and what it had told by then. */
export interface Bookmark {
  cursor: Cursor;
  telling: Telling;
}

export interface ReadOptions {
  signal: AbortSignal;
  /** Where an earlier reading stopped; this one goes on from there. */
  from?: Bookmark | null;
  onBookmark?: (bookmark: Bookmark) => void;
  /** The telling as it grows, at most once per animation frame; the last one is always seen. */
  onTelling?: (telling: Telling) => void;
  /** Each event once, in order, at once. */
  onEvent?: (event: StoryEvent) => void;
  /** Text that was not there before, at once. */
  onChunk?: (chunk: string) => void;
  onOpen?: (streamId: number) => void;
  onConnection?: (state: ConnectionState) => void;
}

/** The story ended with an `error` event; the message is fit for a child's screen. */
export class StoryFailure extends Error {
  constructor(
    message: string,
    readonly code: ErrorCode,
  ) {
    super(message);
    this.name = 'StoryFailure';
  }
}

/** What to say where the server has nothing left to send of a story whose end was not seen. */
export function storyGone(): StoryFailure {
  return new StoryFailure('This story is not here any more.', 'INTERNAL');
}

/**
 * Reads the stream at `url` to its end and resolves with the telling, which is over unless the story is gone. With
 * streaming switched off at build time nothing is shown before the end, and silence is no reason to reconnect: a proxy
 * may be holding it all back.
 */
export async function readTelling(url: string, options: ReadOptions): Promise<Telling> {
  let telling = options.from?.telling ?? UNTOLD;
  const { enabled } = STREAMING;
  const painter = perFrame(() => options.onTelling?.(telling));
  const watch = watchStream();
  const catchUp = () => painter.flush();
  document.addEventListener('visibilitychange', catchUp);
  try {
    await followStream(url, {
      signal: options.signal,
      after: options.from?.cursor ?? null,
      ...(enabled ? {} : { silenceMs: Number.POSITIVE_INFINITY }),
      onOpen: (streamId) => options.onOpen?.(streamId),
      onConnection: (state) => {
        if (state === 'retrying') watch.reconnected();
        options.onConnection?.(state);
      },
      onEvent: (event, cursor) => {
        const before = telling;
        telling = reduce(telling, event);
        if (cursor) options.onBookmark?.({ cursor, telling });
        watch.saw(event);
        tellListeners(event, before, telling, enabled, options);
        if (enabled || isOver(telling)) painter.request();
      },
    });
    return telling;
  } finally {
    if (options.signal.aborted) painter.cancel();
    else painter.flush();
    document.removeEventListener('visibilitychange', catchUp);
    watch.end();
  }
}

// A listener's own mistake must not look like a broken connection.
function tellListeners(
  event: StoryEvent,
  before: Telling,
  after: Telling,
  enabled: boolean,
  options: ReadOptions,
): void {
  try {
    const { added } = textChange(before.text, after.text);
    if (added !== '' && (enabled || event.type === 'complete')) options.onChunk?.(added);
    options.onEvent?.(event);
  } catch (mistake) {
    reportError(mistake);
  }
}
