import { API } from '../../lib/api';
import type { paths } from '../../lib/contract.gen';

type Query = NonNullable<paths['/stories/generate/stream']['get']['parameters']['query']>;

/** A chapter asked for: the contract's query, with the child named as the rest of the page names it. */
export type ChapterRequest = { childId: number | string } & Omit<
  Query,
  'child_id' | 'token' | 'ticket' | 'last_event_id'
>;

export type StreamParams = Record<string, string | number | boolean | null | undefined>;

export function streamUrl(path: string, params: StreamParams = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`;
}

export function chapterUrl({ childId, ...rest }: ChapterRequest): string {
  return streamUrl(`${API}/stories/generate/stream`, { child_id: childId, ...rest });
}
