import { API } from '../../lib/api';
import type { StoryEvent } from './events';

/** A gap between two pieces of text, while nobody has paused, that a reader notices. In milliseconds. */
const STALL_MS = 3000;

export interface StreamWatch {
  saw: (event: StoryEvent) => void;
  reconnected: () => void;
  /** Sends what was seen, once; also when the page goes away before. */
  end: () => void;
}

/** Measures one stream as its reader sees it, from now on. */
export function watchStream(now: () => number = () => performance.now()): StreamWatch {
  const started = now();
  let firstChunk: number | null = null;
  let lastChunk: number | null = null;
  let stalls = 0;
  let reconnects = 0;
  let sent = false;

  function end() {
    globalThis.removeEventListener('pagehide', end);
    if (sent || firstChunk === null) return;
    sent = true;
    const report = { time_to_first_chunk_ms: Math.round(firstChunk - started), stalls, reconnects };
    navigator.sendBeacon?.(
      `${API}/client/report`,
      new Blob([JSON.stringify(report)], { type: 'application/json' }),
    );
  }
  globalThis.addEventListener('pagehide', end);

  return {
    saw(event) {
      if (event.type === 'node') lastChunk = null;
      if (event.type !== 'content') return;
      const at = now();
      firstChunk ??= at;
      if (lastChunk !== null && at - lastChunk > STALL_MS) stalls++;
      lastChunk = at;
    },
    reconnected: () => reconnects++,
    end,
  };
}
