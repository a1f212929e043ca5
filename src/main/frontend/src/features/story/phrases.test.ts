import { expect, it } from 'vitest';
import { Problem } from '../../lib/problem';
import type { StoryEvent } from './events';
import { refusalWords, stageWords } from './phrases';
import { reduce, UNTOLD } from './telling';

it('refuses an unsafe idea kindly, whatever the server called the field', () => {
  const refusal = new Problem(422, 'UNSAFE_INPUT', 'Please check: custom_user_input.');
  expect(refusalWords(refusal)).toBe(
    'Those words do not belong in a story for tonight. Let’s think of something kinder!',
  );
});

it.each([
  [1, 'Try again in a second.'],
  [20, 'Try again in 20 seconds.'],
  [600, 'Try again in 10 minutes.'],
  [86_400, 'Try again in 24 hours.'],
])('says after %i seconds of Retry-After: %s', (seconds, words) =>
  expect(refusalWords(new Problem(429, 'BUSY', 'Busy.', [], seconds))).toBe(`Busy. ${words}`),
);

it('lets the connection speak before the stage', () => {
  const telling = { ...UNTOLD, description: 'Writing the story…' };
  expect(stageWords(telling, 'open')).toBe('Writing the story…');
  expect(stageWords({ ...telling, paused: true }, 'open')).toBe('Paused. The storyteller waits.');
  expect(stageWords(telling, 'retrying')).toBe('Finding the way back to the story…');
  expect(stageWords(telling, 'offline')).toBe('No network. The story waits for you.');
});

it('says kindly that a part is told anew, and never why', () => {
  const events = [
    { type: 'progress', progress: { stage: 'generate_content', description: 'Writing…', percent: 20 } },
    { type: 'content', chunk: 'Good. Bad.', offset: 0 },
    { type: 'revision', keep: 5, reason: 'violence' },
  ] satisfies StoryEvent[];
  const telling = events.reduce(reduce, UNTOLD);
  expect(stageWords(telling, 'open')).toBe('Let me tell that part differently.');
  expect(stageWords(telling, 'retrying')).toBe('Finding the way back to the story…');
});
