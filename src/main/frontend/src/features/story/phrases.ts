import { Problem, sentenceOf } from '../../lib/problem';
import type { ConnectionState } from './connection';
import type { Phase, Telling } from './telling';

const PHASES: Record<Phase, string> = {
  waiting: 'Waking the storyteller…',
  telling: 'Telling the story…',
  checking: 'Reading it through once more…',
  finishing: 'Adding the last stars…',
  complete: 'The chapter is told.',
  failed: 'The telling has stopped.',
};

/** One line on how the telling goes: the connection first, since without it nothing else is news. */
export function stageWords(telling: Telling, connection: ConnectionState | null): string {
  if (connection === 'offline') return 'No network. The story waits for you.';
  if (connection === 'retrying') return 'Finding the way back to the story…';
  if (telling.paused) return 'Paused. The storyteller waits.';
  return telling.description ?? PHASES[telling.phase];
}

const LEVELS: Readonly<Record<string, string>> = {
  beginner: 'Easy words',
  intermediate: 'Some harder words',
  advanced: 'Rich words',
};

export const levelWords = (level: string): string => LEVELS[level] ?? level;

export const minuteWords = (minutes: number): string => (minutes === 1 ? '1 minute' : `${minutes} minutes`);

/** A refused wish, with the time to wait where there is one. */
export function refusalWords(refusal: unknown): string {
  if (refusal instanceof Problem && refusal.code === 'UNSAFE_INPUT') {
    return 'Those words do not belong in a story for tonight. Let’s think of something kinder!';
  }
  if (refusal instanceof Problem && refusal.code === 'INVALID_INPUT') {
    return 'The storyteller could not read all of it. Please say it a little differently.';
  }
  if (refusal instanceof Problem && refusal.status === 429 && refusal.retryAfter !== null) {
    return `${refusal.message} Try again in ${waitWords(refusal.retryAfter)}.`;
  }
  return sentenceOf(refusal);
}

function waitWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
