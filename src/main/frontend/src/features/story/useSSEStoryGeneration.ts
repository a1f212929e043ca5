import { useCallback, useEffect, useRef, useState } from 'react';
import { sentenceOf } from '../../lib/problem';
import type { ConnectionState } from './connection';
import type { EventOf, StoryEvent, ToldStory } from './events';
import { readTelling, storyGone } from './read';
import { type StreamParams, streamUrl } from './request';
import { isOver, type Telling, UNTOLD } from './telling';

export interface SSEOptions {
  onContent?: (chunk: string) => void;
  onProgress?: (stage: string, description: string, percent: number) => void;
  onSafetyCheck?: (status: EventOf<'safety_check'>['status'], score: number) => void;
  onComplete?: (story: ToldStory) => void;
  onError?: (error: string) => void;
}

export interface UseSSEStoryGenerationResult {
  isStreaming: boolean;
  streamedContent: string;
  currentProgress: string | null;
  error: string | null;
  /** All that is known of the chapter, beyond the text. */
  telling: Telling;
  /** How the connection was last known to be; null before the first. */
  connection: ConnectionState | null;
  startStreaming: (url: string, params?: StreamParams) => void;
  /** Stops reading; the telling goes on, since only its owner ends it. */
  stopStreaming: () => void;
  resetStream: () => void;
}

/** Reads one stream at a time into the component's own state; a new start, and leaving the page, end the one before. */
export function useSSEStoryGeneration(options: SSEOptions = {}): UseSSEStoryGenerationResult {
  const [telling, setTelling] = useState(UNTOLD);
  const [connection, setConnection] = useState<ConnectionState | null>(null);
  const [isStreaming, setIsStreaming] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const reader = useRef<AbortController | null>(null);
  const listeners = useRef(options);
  useEffect(() => {
    listeners.current = options;
  });

  const stopStreaming = useCallback(() => {
    reader.current?.abort(new DOMException('The reader has left.', 'AbortError'));
    reader.current = null;
    setIsStreaming(false);
  }, []);

  const resetStream = useCallback(() => {
    stopStreaming();
    setTelling(UNTOLD);
    setConnection(null);
    setError(null);
  }, [stopStreaming]);

  const startStreaming = useCallback(
    (url: string, params: StreamParams = {}) => {
      resetStream();
      const own = new AbortController();
      reader.current = own;
      setIsStreaming(true);
      const fail = (message: string) => {
        setError(message);
        listeners.current.onError?.(message);
      };
      readTelling(streamUrl(url, params), {
        signal: own.signal,
        onTelling: setTelling,
        onConnection: setConnection,
        onChunk: (chunk) => listeners.current.onContent?.(chunk),
        onEvent: (event) => tell(event, listeners.current, fail),
      })
        .then((whole) => {
          if (!isOver(whole)) throw storyGone();
        })
        .catch((failure: unknown) => {
          if (!own.signal.aborted) fail(sentenceOf(failure));
        })
        .finally(() => {
          if (reader.current === own) stopStreaming();
        });
    },
    [resetStream, stopStreaming],
  );

  useEffect(() => () => reader.current?.abort(new DOMException('The page was left.', 'AbortError')), []);

  return {
    isStreaming,
    streamedContent: telling.text,
    currentProgress: isStreaming ? telling.description : null,
    error,
    telling,
    connection,
    startStreaming,
    stopStreaming,
    resetStream,
  };
}

function tell(event: StoryEvent, listeners: SSEOptions, fail: (message: string) => void): void {
  switch (event.type) {
    case 'progress':
      return listeners.onProgress?.(event.progress.stage, event.progress.description, event.progress.percent);
    case 'safety_check':
      return listeners.onSafetyCheck?.(event.status, event.score);
    case 'complete':
      return listeners.onComplete?.(event.story);
    case 'error':
      return fail(event.message);
    default:
  }
}
