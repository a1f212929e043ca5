import { expect, it } from 'vitest';
import { Problem } from '../../lib/problem';
import { refusalWords, stageWords } from './phrases';
import { UNTOLD } from './telling';

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
  expect(refusalWords(new Problem(429, 'TOO_MANY_STREAMS', 'Busy.', [], seconds))).toBe(`Busy. ${words}`),
);

it('lets the connection speak before the stage', () => {
  const telling = { ...UNTOLD, description: 'Writing the story…' };
  expect(stageWords(telling, 'open')).toBe('Writing the story…');
  expect(stageWords({ ...telling, paused: true }, 'open')).toBe('Paused. The storyteller waits.');
  expect(stageWords(telling, 'retrying')).toBe('Finding the way back to the story…');
  expect(stageWords(telling, 'offline')).toBe('No network. The story waits for you.');
});
