import { useSSEStoryGeneration } from '../hooks/useSSEStoryGeneration';

function CustomStreaming() {
  const {
    isStreaming,
    streamedContent,
    currentProgress,
    error,
    startStreaming
  } = useSSEStoryGeneration({
    onContent: (chunk) => {
      console.log('Content:', chunk);
    },
    onProgress: (stage, description) => {
      console.log('Progress:', stage, description);
    },
    onComplete: (story) => {
      console.log('Complete:', story);
    },
    onError: (error) => {
      console.error('Error:', error);
    }
  });

  const handleStart = () => {
    startStreaming('/api/v1/stories/generate/stream', {
      child_id: '123',
      theme: 'adventure',
      chapter_number: 1
    });
  };

  return (
    <div>
      {currentProgress && <p>{currentProgress}</p>}
      {streamedContent && <div>{streamedContent}</div>}
      {error && <p>Error: {error}</p>}
      <button onClick={handleStart} disabled={isStreaming}>
        {isStreaming ? 'Generating...' : 'Generate'}
      </button>
    </div>
  );
}

export { CustomStreaming };
