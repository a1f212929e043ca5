import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { keys, queryClient, storyQuery, useStory } from '../../lib/queries';
import { storyStore, useStoryStore } from './store';

/**
 * Opens what the address names: a story, with the stream that is telling it if one is, or the stream of a story that
 * has no number yet. A reload, and coming back from sign-in, find everything from the address alone.
 */
export function useReading(storyId: number | null, streamId: number | null) {
  const [, navigate] = useLocation();
  const story = useStory(storyId);
  const running = streamId ?? story.data?.stream?.stream_id ?? null;
  const told = useStoryStore((state) => state.telling?.story ?? null);

  useEffect(() => {
    const state = storyStore.getState();
    if (storyId !== null && state.storyId !== null && state.storyId !== storyId) state.leaveStreaming();
  }, [storyId]);

  useEffect(() => {
    const state = storyStore.getState();
    const isOpening = state.streamingState.isStreaming && state.streamId === null;
    if (running !== null && state.streamId !== running && !isOpening) {
      state.attachStreaming(running, storyId).catch(() => {});
    }
  }, [running, storyId]);

  // A second try at a new story is another stream: the address follows, or a reload would find the first.
  const opened = useStoryStore((state) => (state.request ? state.streamId : null));
  useEffect(() => {
    if (streamId !== null && opened !== null && opened !== streamId) {
      navigate(`/streams/${opened}`, { replace: true });
    }
  }, [streamId, opened, navigate]);

  useEffect(() => {
    if (!told) return;
    const arrive = async () => {
      await queryClient.fetchQuery({ ...storyQuery(told.story_id), staleTime: 0 });
      void queryClient.invalidateQueries({ queryKey: keys.library(null).slice(0, 1) });
      if (streamId !== null) navigate(`/stories/${told.story_id}`, { replace: true });
    };
    // Unreachable right now: the chapter stands on the page all the same.
    arrive().catch(() => {});
  }, [told, streamId, navigate]);

  useEffect(() => () => storyStore.getState().leaveStreaming(), []);

  return story;
}
