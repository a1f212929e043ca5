import { useSSEStoryGeneration } from '../hooks/useSSEStoryGeneration';

export function useHookResult() {
const {
  isStreaming,
  streamedContent,
  currentProgress,
  error,
  startStreaming,
  stopStreaming,
  resetStream
} = useSSEStoryGeneration({
  onContent: (chunk) => console.log('New chunk:', chunk),
  onProgress: (stage, desc) => console.log('Progress:', stage, desc),
  onComplete: (story) => console.log('Complete:', story),
  onError: (err) => console.error('Error:', err)
})

return { isStreaming, streamedContent, currentProgress, error, startStreaming, stopStreaming, resetStream };
}
