import { Problem, sentenceOf } from '../../lib/problem';
import type { ConnectionState } from './connection';
import { isOver, type Phase, type Telling } from './telling';

const PHASES: Record<Phase, string> = {
  waiting: 'Waking the storyteller…',
  telling: 'Telling the story…',
  checking: 'Reading it through once more…',
  finishing: 'Adding the last stars…',
  complete: 'The chapter is told.',
  failed: 'The telling has stopped.',
};

/**
 * One line on how the telling goes: until its end the connection first, since without it nothing else is news. Why a
 * part was taken back is no matter for a child.
 */
export function stageWords(telling: Telling, connection: ConnectionState | null): string {
  if (isOver(telling)) return PHASES[telling.phase];
  if (connection === 'offline') return 'No network. The story waits for you.';
  if (connection === 'retrying') return 'Finding the way back to the story…';
  if (telling.takenBackTo !== null) return 'Let me tell that part differently.';
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

const REFUSALS: Readonly<Record<string, string>> = {
  UNSAFE_INPUT: 'Those words do not belong in a story for tonight. Let’s think of something kinder!',
  INVALID_INPUT: 'The storyteller could not read all of it. Please say it a little differently.',
  TOO_MANY_STREAMS: 'Another story is being told already. This one can begin when it has ended.',
  TOO_MANY_STARTS: 'The storyteller is out of breath after so many stories.',
  DAILY_CHAPTERS_REACHED: 'All of today’s chapters are told. Tomorrow there are new ones.',
};

/** A refused wish in a child's words, with the time to wait where waiting helps. */
export function refusalWords(refusal: unknown): string {
  if (!(refusal instanceof Problem)) return sentenceOf(refusal);
  const words = REFUSALS[refusal.code] ?? sentenceOf(refusal);
  const mayWait = refusal.status === 429 && refusal.code !== 'DAILY_CHAPTERS_REACHED';
  return mayWait && refusal.retryAfter !== null
    ? `${words} Try again in ${waitWords(refusal.retryAfter)}.`
    : words;
}

function waitWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
