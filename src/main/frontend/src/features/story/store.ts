import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { api, API } from '../../lib/api';
import { sentenceOf } from '../../lib/problem';
import type { ConnectionState } from './connection';
import type { ToldStory } from './events';
import { type Bookmark, readTelling, StoryFailure, storyGone } from './read';
import { chapterUrl, type ChapterRequest } from './request';
import { isOver, type Telling, UNTOLD } from './telling';

export interface StreamingState {
  isStreaming: boolean;
  streamedContent: string;
  streamProgress: string | null;
}

export interface StoryState {
  streamingState: StreamingState;
  /** All that is known of the chapter being told; null before the first. */
  telling: Telling | null;
  /** What was asked for; null when a stream was found running. */
  request: ChapterRequest | null;
  streamId: number | null;
  /** The story being continued; null while a new one has not named itself. */
  storyId: number | null;
  connection: ConnectionState | null;
  /** Why reading stopped without a story, in words for the screen. */
  failure: unknown;

  /** Starts a chapter, or joins it where it runs already, and resolves with it once it is told. */
  generateStoryStreaming: (request: ChapterRequest, onChunk?: (chunk: string) => void) => Promise<ToldStory>;
  /** Reads a stream that runs already, from its first word; one that was lost, from where it was. */
  attachStreaming: (
    streamId: number,
    storyId?: number | null,
    onChunk?: (chunk: string) => void,
  ) => Promise<ToldStory>;
  updateStreamingContent: (content: string) => void;
  updateStreamingProgress: (progress: string | null) => void;
  setIsStreaming: (isStreaming: boolean) => void;
  /** Stops reading; the story is told on, and can be attached to again. */
  leaveStreaming: () => void;
  pauseStory: () => Promise<void>;
  resumeStory: () => Promise<void>;
  /** Ends the telling itself, for every reader. */
  stopStory: () => Promise<void>;
}

const SILENT: StreamingState = { isStreaming: false, streamedContent: '', streamProgress: null };
const NOTHING = {
  streamingState: SILENT,
  telling: null,
  request: null,
  streamId: null,
  storyId: null,
  connection: null,
  failure: null,
};

export function createStoryStore() {
  // Whoever starts to read owns the store; what an earlier reader still receives is ignored.
  let reader: AbortController | null = null;
  // A stream lost on the way is taken up again with the text that stands on the page.
  let bookmark: Bookmark | null = null;

  return createStore<StoryState>()((set, get) => {
    const patch = (change: Partial<StreamingState>) =>
      set((state) => ({ streamingState: { ...state.streamingState, ...change } }));

    async function read(
      url: string,
      start: Partial<Pick<StoryState, 'request' | 'streamId' | 'storyId'>>,
      onChunk?: (chunk: string) => void,
    ): Promise<ToldStory> {
      reader?.abort(new DOMException('Another story was opened.', 'AbortError'));
      const own = new AbortController();
      reader = own;
      const from = bookmark?.cursor.streamId === start.streamId ? bookmark : null;
      const telling = from?.telling ?? UNTOLD;
      set({ ...NOTHING, ...start, ...shown(telling, { isStreaming: true }) });
      const ifMine = (change: Partial<StoryState>) => {
        if (reader === own) set(change);
      };
      try {
        const whole = await readTelling(url, {
          signal: own.signal,
          from,
          onBookmark: (place) => (bookmark = place),
          onTelling: (now) => reader === own && set(({ streamingState }) => shown(now, streamingState)),
          ...(onChunk && { onChunk }),
          onOpen: (streamId) => ifMine({ streamId }),
          onConnection: (connection) => ifMine({ connection }),
        });
        return storyOf(whole);
      } catch (failure) {
        if (!own.signal.aborted) ifMine({ failure });
        throw failure;
      } finally {
        if (reader === own) {
          reader = null;
          // The last event has said so already; said again it would be drawn again.
          if (get().streamingState.isStreaming) patch({ isStreaming: false, streamProgress: null });
        }
      }
    }

    const streamPath = () => {
      const stream_id = get().streamId;
      if (stream_id === null) throw new Error('No story is being told.');
      return { params: { path: { stream_id } } };
    };

    return {
      ...NOTHING,
      generateStoryStreaming: (request, onChunk) =>
        read(chapterUrl(request), { request, storyId: request.story_id ?? null }, onChunk),
      attachStreaming(streamId, storyId = null, onChunk) {
        const { request } = get().streamId === streamId ? get() : NOTHING;
        return read(`${API}/stories/streams/${streamId}`, { request, streamId, storyId }, onChunk);
      },
      updateStreamingContent: (streamedContent) => patch({ streamedContent }),
      updateStreamingProgress: (streamProgress) => patch({ streamProgress }),
      setIsStreaming: (isStreaming) => patch({ isStreaming }),
      leaveStreaming() {
        reader?.abort(new DOMException('The reader has left.', 'AbortError'));
        reader = null;
        set(NOTHING);
      },
      async pauseStory() {
        await api.POST('/stories/streams/{stream_id}/pause', streamPath());
      },
      async resumeStory() {
        await api.POST('/stories/streams/{stream_id}/resume', streamPath());
      },
      async stopStory() {
        await api.DELETE('/stories/streams/{stream_id}', streamPath());
      },
    };
  });
}

function shown(telling: Telling, { isStreaming }: Pick<StreamingState, 'isStreaming'>) {
  const goesOn = isStreaming && !isOver(telling);
  return {
    telling,
    ...(telling.story && { storyId: telling.story.story_id }),
    streamingState: {
      isStreaming: goesOn,
      streamedContent: telling.text,
      streamProgress: goesOn ? telling.description : null,
    },
  };
}

function storyOf({ story, failure }: Telling): ToldStory {
  if (story) return story;
  throw failure ? new StoryFailure(failure.message, failure.code) : storyGone();
}

export const storyStore = createStoryStore();

export function useStoryStore(): StoryState;
export function useStoryStore<T>(selector: (state: StoryState) => T): T;
export function useStoryStore<T>(selector?: (state: StoryState) => T) {
  return useStore(storyStore, selector ?? ((state) => state as T));
}

/** The server took no stream on; the wish can be made again. */
export function isRefused({ failure, streamId }: Pick<StoryState, 'failure' | 'streamId'>): boolean {
  return failure !== null && streamId === null;
}

/** Words for a reading that stopped; null while there is nothing to say. */
export function failureSentence(state: Pick<StoryState, 'failure'>): string | null {
  return state.failure === null ? null : sentenceOf(state.failure);
}
