import type { components } from '../../lib/contract.gen';

type Schemas = components['schemas'];

export type StoryEvent = Schemas['StoryEvent'];
export type EventType = StoryEvent['type'];
export type EventOf<T extends EventType> = Extract<StoryEvent, { type: T }>;
export type ToldStory = Schemas['ToldStory'];
export type Choice = Schemas['Choice'];
export type ErrorCode = EventOf<'error'>['error_code'];

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

// What the page relies on in each event; the rest of it is passed through.
const SHAPES: Record<EventType, (event: Record<string, unknown>) => boolean> = {
  node: (e) => isText(e.node) && isText(e.status),
  progress: (e) => isObject(e.progress) && isText(e.progress.stage) && isText(e.progress.description),
  content: (e) => isText(e.chunk) && (e.offset === undefined || isNumber(e.offset)),
  revision: (e) => isNumber(e.keep),
  safety_check: (e) => isText(e.status) && isNumber(e.score),
  metadata: (e) => isNumber(e.estimated_reading_time) && isText(e.vocabulary_level),
  complete: (e) => isObject(e.story) && isText(e.story.story_content) && Array.isArray(e.story.choices),
  error: (e) => isText(e.message),
};

/** Null for what is no JSON or no event of the contract. */
export function parseEvent(data: string): StoryEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return null;
  }
  if (!isObject(value) || !isText(value.type) || !Object.hasOwn(SHAPES, value.type)) return null;
  return SHAPES[value.type as EventType](value) ? (value as StoryEvent) : null;
}

export function isTerminal(event: StoryEvent): event is EventOf<'complete'> | EventOf<'error'> {
  return event.type === 'complete' || event.type === 'error';
}

/** A place in a stream, as in the `id` of a frame. */
export interface Cursor {
  streamId: number;
  seq: number;
}

export function parseCursor(id: string | undefined): Cursor | null {
  const form = /^([1-9]\d{0,15}):(\d{1,9})$/.exec(id ?? '');
  return form && { streamId: Number(form[1]), seq: Number(form[2]) };
}
