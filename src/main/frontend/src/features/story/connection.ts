import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { Problem, problemOf } from '../../lib/problem';
import { authorization, signedOut } from '../../lib/session';
import { type Cursor, isTerminal, parseCursor, parseEvent, type StoryEvent } from './events';

export type ConnectionState = 'connecting' | 'open' | 'retrying' | 'offline';

export interface StreamListener {
  /** Each event once, in order, with its place where the server numbers its events. */
  onEvent: (event: StoryEvent, cursor: Cursor | null) => void;
  /** The stream's number, as soon as the server has named it. */
  onOpen?: (streamId: number) => void;
  onConnection?: (state: ConnectionState) => void;
}

export interface StreamOptions extends StreamListener {
  signal: AbortSignal;
  /** The last event seen already: reading goes on after it. */
  after?: Cursor | null;
  retryAttempts?: number;
  /** Milliseconds without a single byte after which a connection counts as dead; the server sends one every 15 s. */
  silenceMs?: number;
  /** Milliseconds before the first retry, until the server names its own with `retry:`. */
  retryMs?: number;
}

export interface StreamState {
  url: string;
  cursor: Cursor | null;
  retryMs: number;
}

export type ConnectionEnd =
  | { kind: 'finished'; progressed: boolean }
  | { kind: 'refused'; problem: Problem; progressed: boolean }
  | { kind: 'back-online'; progressed: boolean }
  | { kind: 'cut'; cause: unknown; progressed: boolean };

export const DEFAULT_SILENCE_MS = 40_000;

class BackOnline extends Error {}

/** One connection, from its request to its end; moves `state` on. Throws only when the reader has aborted. */
export async function connectOnce(state: StreamState, options: StreamOptions): Promise<ConnectionEnd> {
  const life = lifeline(options);
  const frames = frameReader(state, options);
  try {
    const response = await request(state, life.signal);
    if (response.status === 204) return { kind: 'finished', progressed: false };
    if (!response.ok) return { kind: 'refused', problem: await refusal(response), progressed: false };
    takeLocation(response, state, options);
    if (!isEventStream(response)) throw new Error('the answer is no event stream');
    options.onConnection?.('open');
    await pump(response, life, frames);
    if (frames.isFinished()) return { kind: 'finished', progressed: true };
    throw new Error('the stream ended without a terminal event');
  } catch (cause) {
    options.signal.throwIfAborted();
    const progressed = frames.hasProgressed();
    if (life.signal.reason instanceof BackOnline) return { kind: 'back-online', progressed };
    return { kind: 'cut', cause, progressed };
  } finally {
    life.release();
  }
}

function request(state: StreamState, signal: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'text/event-stream', ...authorization() };
  if (state.cursor) headers['Last-Event-ID'] = `${state.cursor.streamId}:${state.cursor.seq}`;
  return fetch(state.url, { headers, signal, credentials: 'same-origin', cache: 'no-store' });
}

async function refusal(response: Response): Promise<Problem> {
  if (response.status === 401) signedOut();
  return problemOf(response);
}

/** From here on the stream's own URL is asked: the one that starts stories is never asked twice. */
function takeLocation(response: Response, state: StreamState, options: StreamOptions): void {
  const location = response.headers.get('Content-Location');
  const streamId = /^\/(?!\/).*\/streams\/([1-9]\d*)$/.exec(location ?? '')?.[1];
  if (location === null || streamId === undefined) return;
  state.url = location;
  options.onOpen?.(Number(streamId));
}

const isEventStream = (response: Response) =>
  response.headers.get('Content-Type')?.startsWith('text/event-stream') ?? false;

async function pump(response: Response, life: Lifeline, frames: FrameReader): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  try {
    while (!frames.isFinished()) {
      const { value, done } = await reader.read();
      if (done) return;
      life.beat();
      frames.feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    // Not awaited: a dead connection need not answer, and nobody waits for its goodbye.
    reader.cancel().catch(() => {});
  }
}

interface Lifeline {
  signal: AbortSignal;
  beat: () => void;
  release: () => void;
}

/** Ends the connection when the reader aborts, when no byte comes for too long, and when the network has changed. */
function lifeline({ signal, silenceMs = DEFAULT_SILENCE_MS }: StreamOptions): Lifeline {
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  let wentOffline = false;
  const offline = () => (wentOffline = true);
  const online = () => wentOffline && controller.abort(new BackOnline());
  const silent = () => controller.abort(new Error(`no byte for ${silenceMs} ms`));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const beat = () => {
    clearTimeout(timer);
    if (Number.isFinite(silenceMs)) timer = setTimeout(silent, silenceMs);
  };
  signal.addEventListener('abort', abort);
  globalThis.addEventListener('offline', offline);
  globalThis.addEventListener('online', online);
  if (signal.aborted) abort();
  beat();
  return {
    signal: controller.signal,
    beat,
    release() {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      globalThis.removeEventListener('offline', offline);
      globalThis.removeEventListener('online', online);
    },
  };
}

interface FrameReader {
  feed: (text: string) => void;
  isFinished: () => boolean;
  hasProgressed: () => boolean;
}

function frameReader(state: StreamState, options: StreamOptions): FrameReader {
  let finished = false;
  let progressed = false;
  const parser = createParser({
    onRetry: (millis) => (state.retryMs = millis),
    onEvent: (message) => !finished && take(message),
  });
  function take(message: EventSourceMessage) {
    const cursor = parseCursor(message.id);
    if (cursor) {
      const seen = state.cursor?.streamId === cursor.streamId ? state.cursor.seq : 0;
      if (cursor.seq <= seen) return;
      if (cursor.seq > seen + 1) throw new Error(`event ${seen + 1} is missing before ${cursor.seq}`);
      state.cursor = cursor;
    }
    progressed = true;
    const event = parseEvent(message.data);
    if (event === null) {
      console.warn('Skipped a malformed event', message.id, message.data.slice(0, 200));
      return;
    }
    finished = isTerminal(event);
    options.onEvent(event, cursor);
  }
  return { feed: (text) => parser.feed(text), isFinished: () => finished, hasProgressed: () => progressed };
}
