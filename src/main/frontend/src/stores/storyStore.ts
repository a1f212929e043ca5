export { storyStore, useStoryStore } from '../features/story/store';
export type { StoryState, StreamingState } from '../features/story/store';
