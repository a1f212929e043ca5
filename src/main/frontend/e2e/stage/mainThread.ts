import type { Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** All times in microseconds; `tdur` is what the thread itself worked, without its waiting for a processor. */
  ts: number;
  dur?: number;
  tdur?: number;
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];
const TASKS = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);

/**
 * Records what the page does meanwhile, and gives for each frame how long the page's main thread worked on it, in
 * milliseconds of its own time: on a machine that is busy with other things it works as long, and only ends later. The
 * trace is kept in `file`, for chrome://tracing and DevTools.
 */
export async function workPerFrame(
  page: Page,
  file: string,
  meanwhile: () => Promise<unknown>,
): Promise<number[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('no browser');
  await browser.startTracing(page, { categories: CATEGORIES, path: file });
  let trace: Buffer;
  try {
    await meanwhile();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  return sumPerFrame(traceEvents);
}

function sumPerFrame(events: TraceEvent[]): number[] {
  const starts = events.filter(({ name }) => name === 'FireAnimationFrame').toSorted((a, b) => a.ts - b.ts);
  const [first] = starts;
  if (first === undefined) throw new Error('the trace holds no frame');
  // A task that the recording begins or ends in has no times of its own.
  const tasks = events
    .filter(
      ({ name, pid, tid, tdur }) =>
        TASKS.has(name) && pid === first.pid && tid === first.tid && tdur !== undefined,
    )
    .toSorted((a, b) => a.ts - b.ts);
  if (tasks.length === 0) throw new Error('the trace holds no thread times');
  const frames: number[] = starts.map(() => 0);
  let frame = -1;
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    // A task belongs to the frame that it draws: the last that begins before the task ends.
    while (frame + 1 < starts.length && (starts[frame + 1]?.ts ?? 0) < ts + dur) frame++;
    if (frame >= 0) frames[frame] = (frames[frame] ?? 0) + tdur / 1000;
  }
  return frames;
}
