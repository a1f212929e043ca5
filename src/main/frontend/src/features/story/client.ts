import { STREAMING } from '../../lib/config';
import { backoff, pauseBeforeRetry, untilOnline } from '../../lib/pause';
import { Problem } from '../../lib/problem';
import { connectOnce, type StreamOptions, type StreamState } from './connection';
import type { Cursor } from './events';

/** The connection was lost as often as is allowed; the story itself may well go on. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super('We lost the way to the stars. The story is safe: try again and it goes on where it was.', {
      cause,
    });
    this.name = 'ConnectionLost';
  }
}

const LONGEST_WAIT = 30;

/**
 * Reads a stream to its end over as many connections as it takes. Resolves after the terminal event, or when the
 * server has nothing left to send (204). Rejects with a `Problem` the server will not take back, with
 * `ConnectionLost`, or with the reason of the abort.
 */
export async function followStream(url: string, options: StreamOptions): Promise<void> {
  const { signal, onConnection, retryAttempts = STREAMING.retryAttempts } = options;
  const state: StreamState = { url, cursor: options.after ?? null, retryMs: options.retryMs ?? 1000 };
  let failures = 0;
  let attempt = 0;
  for (;;) {
    onConnection?.(attempt++ === 0 ? 'connecting' : 'retrying');
    const end = await connectOnce(state, options);
    if (end.kind === 'finished') return;
    if (end.kind === 'refused' && !isWorthRetrying(end.problem, state.cursor)) throw end.problem;
    if (end.progressed) failures = 0;
    if (end.kind === 'back-online') continue;
    if (navigator.onLine === false) {
      onConnection?.('offline');
      await untilOnline(signal);
      continue;
    }
    failures++;
    const cause = end.kind === 'refused' ? end.problem : end.cause;
    if (failures > retryAttempts) throw new ConnectionLost(cause);
    onConnection?.('retrying');
    const asked = end.kind === 'refused' ? (end.problem.retryAfter ?? 0) * 1000 : 0;
    await pauseBeforeRetry(Math.max(asked, backoff(state.retryMs, failures)), signal);
  }
}

/** A limit refuses a start at once, in words; it only delays the return to a stream that is running. */
function isWorthRetrying(problem: Problem, cursor: Cursor | null): boolean {
  if ((problem.retryAfter ?? 0) > LONGEST_WAIT) return false;
  if (problem.status === 429) return cursor !== null;
  return problem.status >= 500;
}
