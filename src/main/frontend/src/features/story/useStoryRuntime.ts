import { AssistantRuntimeImpl, ExternalStoreRuntimeCore } from '@assistant-ui/core/internal';
import type {
  AppendMessage,
  AssistantRuntime,
  ExternalStoreAdapter,
  ThreadMessageLike,
} from '@assistant-ui/react';
import { useLayoutEffect, useState } from 'react';
import type { Story } from '../../lib/api';
import { ConnectionLost } from './client';
import { chapterMessages, type StoryMessage, tellingMessages } from './messages';
import { isRefused, type StoryState, storyStore } from './store';
import { tellOn } from './tellOn';

/** The story as an assistant-ui conversation: chapters answer wishes, and a new message is a wish. */
export function useStoryRuntime(story: Story | null = null): AssistantRuntime {
  const [{ core, runtime }] = useState(() => runtimeOf(story));
  useLayoutEffect(() => {
    const adapter = adapterFor(story, (idea) => runtime.thread.composer.setText(idea));
    const follow = (state: StoryState) => core.setAdapter(adapter(state));
    follow(storyStore.getState());
    // Together with the store: the library's own hook passes a change on after it is drawn, and it is drawn again.
    return storyStore.subscribe(follow);
  }, [core, runtime, story]);
  return runtime;
}

function runtimeOf(story: Story | null) {
  const core = new ExternalStoreRuntimeCore(adapterFor(story, () => {})(storyStore.getState()));
  return { core, runtime: new AssistantRuntimeImpl(core) };
}

/** `giveBack` gets an idea that was refused: it was taken from its field when it was sent. */
function adapterFor(
  story: Story | null,
  giveBack: (idea: string) => void,
): (state: StoryState) => ExternalStoreAdapter<StoryMessage> {
  const told = chapterMessages(story);
  const actions = {
    convertMessage,
    async onNew(message: AppendMessage) {
      const idea = wordsOf(message);
      await tellOn(story, { custom_user_input: idea });
      const state = storyStore.getState();
      // Where the connection was lost, the page itself asks for the same again.
      if (isRefused(state) && !(state.failure instanceof ConnectionLost)) giveBack(idea);
    },
    onCancel: () => storyStore.getState().stopStory(),
  };
  return (state) => {
    const { telling, request, streamingState } = state;
    return {
      ...actions,
      isRunning: streamingState.isStreaming,
      messages: telling && !isRefused(state) ? [...told, ...tellingMessages(story, telling, request)] : told,
    };
  };
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
