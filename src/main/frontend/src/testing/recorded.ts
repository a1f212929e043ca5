import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EventOf, StoryEvent } from '../features/story/events';

// The same files the server's tests read.
const EVENTS = resolve(import.meta.dirname, '../../../../test/resources/events');

export const recordedBytes: Uint8Array<ArrayBuffer> = new Uint8Array(readFileSync(`${EVENTS}/stream.txt`));
export const recordedText = new TextDecoder().decode(recordedBytes);

/** The recorded stream frame by frame, the opening one first. */
export const recordedFrames: readonly string[] = recordedText
  .split(/(?<=\n\n)/)
  .filter((frame) => frame.trim() !== ':');

export const recordedEvents: readonly StoryEvent[] = recordedFrames
  .flatMap((frame) => /^data: (.*)$/m.exec(frame)?.[1] ?? [])
  .map((data) => JSON.parse(data) as StoryEvent);

export const recordedStory = (recordedEvents.at(-1) as EventOf<'complete'>).story;

export function goldenEvents(): { name: string; json: string }[] {
  return readdirSync(EVENTS)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, json: readFileSync(`${EVENTS}/${name}`, 'utf8') }));
}

export function goldenEvent<T extends StoryEvent>(name: string): T {
  return JSON.parse(readFileSync(`${EVENTS}/${name}.json`, 'utf8')) as T;
}
