import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoff } from '../../lib/pause';
import { Problem } from '../../lib/problem';
import { session, signedInWith } from '../../lib/session';
import { recordedBytes, recordedEvents, recordedFrames, recordedText } from '../../testing/recorded';
import {
  json,
  nothingLeft,
  problem,
  scriptedServer,
  stream,
  unreachable,
} from '../../testing/scriptedServer';
import { ConnectionLost, followStream } from './client';
import type { ConnectionState, StreamOptions } from './connection';
import type { StoryEvent } from './events';

const START = '/api/v1/stories/generate/stream?child_id=1&theme=space';
const STREAM = '/api/v1/stories/streams/42';

function reading(options: Partial<StreamOptions> = {}) {
  const events: StoryEvent[] = [];
  const states: ConnectionState[] = [];
  const abort = new AbortController();
  const done = followStream(START, {
    signal: abort.signal,
    retryAttempts: 3,
    retryMs: 0,
    onEvent: (event) => events.push(event),
    onConnection: (state) => states.push(state),
    ...options,
  });
  done.catch(() => {});
  return { events, states, abort, done };
}

const frames = (from: number, to: number) =>
  recordedFrames
    .slice(from, to)
    .join('')
    .replace(/^retry: .*\n/m, '');

beforeEach(() => vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  session.setState({ signedIn: 'unknown', token: null });
});

describe('one connection', () => {
  it('reads the recorded stream cut in two at every byte', async () => {
    for (let cut = 0; cut <= recordedBytes.length; cut++) {
      scriptedServer(stream([recordedBytes.slice(0, cut), recordedBytes.slice(cut)]));
      const { events, done } = reading();
      await done;
      if (events.length !== recordedEvents.length) expect.fail(`cut at byte ${cut}: ${events.length} events`);
      if (cut % 97 === 0) expect(events).toEqual(recordedEvents);
    }
  }, 60_000);

  it('reads the recorded stream byte by byte', async () => {
    scriptedServer(stream(Array.from(recordedBytes, (byte) => new Uint8Array([byte]))));
    const { events, done } = reading();
    await done;
    expect(events).toEqual(recordedEvents);
  });

  it('reads CRLF lines and a byte order mark', async () => {
    scriptedServer(stream([`\uFEFF${recordedText.replaceAll('\n', '\r\n')}`]));
    const { events, done } = reading();
    await done;
    expect(events).toEqual(recordedEvents);
  });

  it('asks with the bearer token where one is in memory', async () => {
    signedInWith('secret');
    const seen = scriptedServer(stream([recordedText]));
    await reading().done;
    expect(seen[0]?.headers.get('Authorization')).toBe('Bearer secret');
    expect(seen[0]?.headers.has('Last-Event-ID')).toBe(false);
  });

  it('names the stream as soon as the server has', async () => {
    scriptedServer(stream([recordedText]));
    const onOpen = vi.fn();
    await reading({ onOpen }).done;
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(42);
  });

  it('is content with 204', async () => {
    scriptedServer(nothingLeft);
    const { events, done } = reading();
    await done;
    expect(events).toEqual([]);
  });

  it('skips malformed events and says so', async () => {
    const broken = recordedText.replace('"chunk":"looked "', '"chunk":looked');
    scriptedServer(stream([broken]));
    const { events, done } = reading();
    await done;
    expect(events).toHaveLength(recordedEvents.length - 1);
    expect(console.warn).toHaveBeenCalledOnce();
  });

  it('stops at once when aborted', async () => {
    scriptedServer(stream([frames(0, 10)], 'silence'));
    const { abort, done, events } = reading();
    await vi.waitFor(() => expect(events).toHaveLength(9));
    abort.abort(new DOMException('left', 'AbortError'));
    await expect(done).rejects.toThrow('left');
  });
});

describe('over several connections', () => {
  it('goes on at the stream’s own URL after the last event, whatever is sent again', async () => {
    const seen = scriptedServer(
      stream([frames(0, 12)], 'break'),
      stream([frames(4, 20)], 'break'),
      stream([frames(0, 99)]),
    );
    const { events, done } = reading();
    await done;
    expect(events).toEqual(recordedEvents);
    expect(seen.map(({ url }) => url)).toEqual([START, STREAM, STREAM]);
    expect(seen.map(({ headers }) => headers.get('Last-Event-ID'))).toEqual([null, '42:11', '42:19']);
  });

  it('survives a cut at every frame', async () => {
    for (let cut = 1; cut < recordedFrames.length; cut++) {
      scriptedServer(stream([frames(0, cut)], cut % 2 ? 'end' : 'break'), stream([frames(cut, 99)]));
      const { events, done } = reading();
      await done;
      expect(events).toEqual(recordedEvents);
    }
  });

  it('takes half a frame at a cut for nothing', async () => {
    scriptedServer(stream([frames(0, 99).slice(0, 700)], 'break'), stream([frames(0, 99)]));
    const { events, done } = reading();
    await done;
    expect(events).toEqual(recordedEvents);
  });

  it('asks again from before a hole', async () => {
    const seen = scriptedServer(stream([frames(0, 5), frames(7, 99)]), stream([frames(5, 99)]));
    const { events, done } = reading();
    await done;
    expect(events).toEqual(recordedEvents);
    expect(seen[1]?.headers.get('Last-Event-ID')).toBe('42:4');
  });

  it('gives up after so many failures in a row', async () => {
    const seen = scriptedServer(stream([frames(0, 5)], 'break'), unreachable);
    const { done } = reading();
    await expect(done).rejects.toBeInstanceOf(ConnectionLost);
    expect(seen).toHaveLength(1 + 3);
  });

  it('counts anew after progress', async () => {
    const cuts = Array.from({ length: 20 }, (_, i) => stream([frames(0, i + 3)], 'break'));
    scriptedServer(...cuts.flatMap((cut) => [cut, unreachable]), stream([frames(0, 99)]));
    const { events, done } = reading();
    await done;
    expect(events).toEqual(recordedEvents);
  });

  it('does not take an answer that is no event stream for one', async () => {
    scriptedServer(json({ hello: 'captive portal' }), stream([recordedText]));
    const { events, done } = reading();
    await done;
    expect(events).toEqual(recordedEvents);
  });

  it('notices a silent connection and opens another', async () => {
    const seen = scriptedServer(stream([frames(0, 9)], 'silence'), stream([frames(9, 99)]));
    const { events, done } = reading({ silenceMs: 25 });
    await done;
    expect(events).toEqual(recordedEvents);
    expect(seen).toHaveLength(2);
  });

  it('takes a comment for a sign of life', async () => {
    vi.useFakeTimers();
    let send: (text: string) => void = () => {};
    scriptedServer(() => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          send = (text) => controller.enqueue(new TextEncoder().encode(text));
        },
      });
      return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
    });
    const { states, abort } = reading({ silenceMs: 40_000 });
    for (let i = 0; i < 8; i++) {
      await vi.advanceTimersByTimeAsync(15_000);
      send(':\n\n');
    }
    await vi.advanceTimersByTimeAsync(15_000);
    expect(states).toEqual(['connecting', 'open']);
    abort.abort();
  });

  it('waits for the network while there is none, without counting', async () => {
    const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const seen = scriptedServer(stream([frames(0, 9)], 'break'), stream([frames(9, 99)]));
    const { events, states, done } = reading({ retryAttempts: 0 });
    await vi.waitFor(() => expect(states).toContain('offline'));
    expect(seen).toHaveLength(1);
    onLine.mockReturnValue(true);
    globalThis.dispatchEvent(new Event('online'));
    await done;
    expect(events).toEqual(recordedEvents);
  });

  it('replaces a connection that the network was lost under', async () => {
    scriptedServer(stream([frames(0, 9)], 'silence'), stream([frames(9, 99)]));
    const { events, done } = reading({ retryAttempts: 0 });
    await vi.waitFor(() => expect(events).toHaveLength(8));
    globalThis.dispatchEvent(new Event('offline'));
    globalThis.dispatchEvent(new Event('online'));
    await done;
    expect(events).toEqual(recordedEvents);
  });
});

describe('refusals', () => {
  it.each([400, 401, 403, 404, 409, 422])('does not ask again after %i', async (status) => {
    const seen = scriptedServer(problem(status, 'NO'));
    await expect(reading().done).rejects.toMatchObject({ status, code: 'NO', message: 'because of NO' });
    expect(seen).toHaveLength(1);
  });

  it('leads to sign-in after 401', async () => {
    signedInWith('expired');
    scriptedServer(problem(401, 'UNAUTHENTICATED'));
    await expect(reading().done).rejects.toBeInstanceOf(Problem);
    expect(session.getState()).toEqual({ signedIn: 'no', token: null });
  });

  it('says at once that a limit is reached, and for how long', async () => {
    const seen = scriptedServer(problem(429, 'TOO_MANY_STREAMS', { 'Retry-After': '7' }));
    await expect(reading().done).rejects.toMatchObject({ status: 429, retryAfter: 7 });
    expect(seen).toHaveLength(1);
  });

  it('waits as long as a draining server asks', async () => {
    vi.useFakeTimers();
    const seen = scriptedServer(problem(503, 'DRAINING', { 'Retry-After': '5' }), stream([recordedText]));
    const { done, events } = reading();
    await vi.advanceTimersByTimeAsync(4900);
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    await done;
    expect(events).toHaveLength(recordedEvents.length);
  });

  it('does not make a child wait for minutes', async () => {
    scriptedServer(problem(503, 'FULL', { 'Retry-After': '120' }));
    await expect(reading().done).rejects.toMatchObject({ status: 503, retryAfter: 120 });
  });
});

describe('backoff', () => {
  it('doubles up to a quarter of a minute, at least half of it', () => {
    expect([1, 2, 3, 4, 9].map((n) => backoff(1000, n, 1))).toEqual([1000, 2000, 4000, 8000, 15_000]);
    expect([1, 2, 3, 4, 9].map((n) => backoff(1000, n, 0))).toEqual([500, 1000, 2000, 4000, 7500]);
  });
});
