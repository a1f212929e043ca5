import { useStoryStore } from '../stores/storyStore';

function StoryGenerator() {
  const { generateStoryStreaming, streamingState } = useStoryStore();

  const handleGenerate = async () => {
    try {
      const story = await generateStoryStreaming({
        childId: '123',
        theme: 'adventure',
        chapter_number: 1,
        title: 'The Magic Forest'
      });
      console.log('Story complete:', story);
    } catch (error) {
      console.error('Generation failed:', error);
    }
  };

  return (
    <div>
      {streamingState.isStreaming && (
        <div>
          <p>{streamingState.streamProgress}</p>
          <div>{streamingState.streamedContent}</div>
        </div>
      )}
      <button onClick={handleGenerate}>Generate Story</button>
    </div>
  );
}

export { StoryGenerator };
