import { useStoryStore } from '../stores/storyStore';

export function WithCallbacks() {
const { generateStoryStreaming } = useStoryStore();

const start = async () => {
await generateStoryStreaming(
  {
    childId: '123',
    theme: 'adventure',
    chapter_number: 1
  },
  (chunk) => {
    // Handle each content chunk as it arrives
    console.log('New chunk:', chunk);
    // Could trigger animations, sound effects, etc.
  }
);
};

return <button onClick={start}>Start</button>;
}
