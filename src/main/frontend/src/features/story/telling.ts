import type { ErrorCode, EventOf, StoryEvent, ToldStory } from './events';

export type Phase = 'waiting' | 'telling' | 'checking' | 'finishing' | 'complete' | 'failed';

/** What is known of a chapter while it is told: a fold of its events. */
export interface Telling {
  phase: Phase;
  paused: boolean;
  text: string;
  stage: string | null;
  description: string | null;
  percent: number;
  /** How often text that stood there was taken back. */
  revisions: number;
  /** Where it was last taken back to, as long as that is news. */
  takenBackTo: number | null;
  safety: Pick<EventOf<'safety_check'>, 'status' | 'score' | 'categories'> | null;
  metadata: Omit<EventOf<'metadata'>, 'type'> | null;
  story: ToldStory | null;
  failure: { message: string; code: ErrorCode } | null;
}

export const UNTOLD: Telling = {
  phase: 'waiting',
  paused: false,
  text: '',
  stage: null,
  description: null,
  percent: 0,
  revisions: 0,
  takenBackTo: null,
  safety: null,
  metadata: null,
  story: null,
  failure: null,
};

/** So many UTF-16 units later it is no news any more: some seconds, in which a child has read one line. */
export const GONE_ON = 1000;

export const isOver = (telling: Telling): boolean =>
  telling.phase === 'complete' || telling.phase === 'failed';

/** Pure. After a terminal event nothing changes any more. */
export function reduce(telling: Telling, event: StoryEvent): Telling {
  if (isOver(telling)) return telling;
  switch (event.type) {
    case 'node':
      return afterNode(telling, event);
    case 'progress':
      return {
        ...telling,
        stage: event.progress.stage,
        description: event.progress.description,
        percent: Math.max(telling.percent, Math.min(100, event.progress.percent ?? 0)),
      };
    case 'content':
      return goneOn({
        ...telling,
        phase: 'telling',
        text: withChunk(telling.text, event.chunk, event.offset),
      });
    case 'revision':
      return {
        ...telling,
        ...(takesBack(telling, event) && { revisions: telling.revisions + 1, takenBackTo: event.keep }),
        phase: 'telling',
        text: telling.text.slice(0, event.keep),
        safety: null,
      };
    case 'safety_check':
      return {
        ...telling,
        safety: { status: event.status, score: event.score, categories: event.categories ?? [] },
      };
    case 'metadata': {
      const { type: _, ...metadata } = event;
      return { ...telling, metadata };
    }
    case 'complete':
      return {
        ...telling,
        phase: 'complete',
        paused: false,
        takenBackTo: null,
        percent: 100,
        text: event.story.story_content,
        story: event.story,
      };
    case 'error':
      return {
        ...telling,
        phase: 'failed',
        paused: false,
        takenBackTo: null,
        failure: { message: event.message, code: event.error_code ?? 'INTERNAL' },
      };
  }
}

/** A chapter that was told long ago is given anew, word for word: that takes nothing back. */
function takesBack({ text }: Telling, { keep, reason }: EventOf<'revision'>): boolean {
  return keep < text.length && !(keep === 0 && reason === 'replay');
}

function goneOn(telling: Telling): Telling {
  const { takenBackTo, text } = telling;
  return takenBackTo !== null && text.length - takenBackTo >= GONE_ON
    ? { ...telling, takenBackTo: null }
    : telling;
}

function afterNode(telling: Telling, { node, status }: EventOf<'node'>): Telling {
  if (status === 'paused') return { ...telling, paused: true, takenBackTo: null };
  if (status === 'resumed') return { ...telling, paused: false };
  const starts = status === 'started' || status === 'restarted';
  if (node === 'generate_content' && starts) return { ...telling, phase: 'telling' };
  if (node === 'safety_check' && starts) return { ...telling, phase: 'checking' };
  if (node === 'safety_check' && status === 'completed') return { ...telling, phase: 'finishing' };
  return telling;
}

/** The offset decides: text that is there already is not added again, whoever sent it twice. */
function withChunk(text: string, chunk: string, offset: number | undefined): string {
  if (offset === undefined || offset >= text.length) return text + chunk;
  if (text.startsWith(chunk, offset)) return text;
  return text.slice(0, offset) + chunk;
}

/** What became visible between two states: the text added after what they share, and whether some was cut. */
export function textChange(before: string, after: string): { kept: number; added: string } {
  if (after.startsWith(before)) return { kept: before.length, added: after.slice(before.length) };
  let kept = 0;
  while (kept < after.length && before[kept] === after[kept]) kept++;
  return { kept, added: after.slice(kept) };
}
