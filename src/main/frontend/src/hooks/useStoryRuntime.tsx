export { useStoryRuntime } from '../features/story/useStoryRuntime';
