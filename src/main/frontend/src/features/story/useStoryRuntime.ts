import {
  type AppendMessage,
  type AssistantRuntime,
  type ThreadMessageLike,
  useExternalStoreRuntime,
} from '@assistant-ui/react';
import { useMemo } from 'react';
import type { Story } from '../../lib/api';
import { chapterMessages, type StoryMessage, tellingMessages } from './messages';
import { storyStore, useStoryStore } from './store';
import { tellOn } from './tellOn';

/** The story as an assistant-ui conversation: chapters answer wishes, and a new message is a wish. */
export function useStoryRuntime(story: Story | null = null): AssistantRuntime {
  const telling = useStoryStore((state) => state.telling);
  const request = useStoryStore((state) => state.request);
  const isRunning = useStoryStore((state) => state.streamingState.isStreaming);
  const isRefused = useStoryStore((state) => state.failure !== null && state.streamId === null);
  const told = useMemo(() => chapterMessages(story), [story]);
  const messages = useMemo(
    () => (telling && !isRefused ? [...told, ...tellingMessages(story, telling, request)] : told),
    [told, story, telling, request, isRefused],
  );
  return useExternalStoreRuntime<StoryMessage>({
    messages,
    isRunning,
    convertMessage,
    onNew: async (message) => tellOn(story, { custom_user_input: wordsOf(message) }),
    onCancel: () => storyStore.getState().stopStory(),
  });
}

/** Carried along with each message, for the parts of the page that show more than its text. */
export interface StoryMessageCustom extends Record<string, unknown> {
  line: StoryMessage;
}

function convertMessage(line: StoryMessage): ThreadMessageLike {
  const custom: StoryMessageCustom = { line };
  return {
    id: line.id,
    role: line.role,
    content: [{ type: 'text', text: line.text }],
    ...(line.role === 'assistant' && {
      status: line.isTelling ? { type: 'running' } : { type: 'complete', reason: 'stop' },
    }),
    metadata: { custom },
  };
}

function wordsOf({ content }: AppendMessage): string {
  return content
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
