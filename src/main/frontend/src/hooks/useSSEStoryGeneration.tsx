export { useSSEStoryGeneration } from '../features/story/useSSEStoryGeneration';
export type { SSEOptions, UseSSEStoryGenerationResult } from '../features/story/useSSEStoryGeneration';
