import { vi } from 'vitest';

export interface SeenRequest {
  url: string;
  headers: Headers;
}

type Answer = (request: SeenRequest, signal: AbortSignal | undefined) => Response | Promise<Response>;

/** Answers each `fetch` by the next line of the script; the last line answers all further ones. */
export function scriptedServer(...script: Answer[]): SeenRequest[] {
  const seen: SeenRequest[] = [];
  vi.stubGlobal('fetch', async (input: string | Request, init: RequestInit = {}) => {
    const url = typeof input === 'string' ? input : input.url;
    const request = { url, headers: new Headers(typeof input === 'string' ? init.headers : input.headers) };
    const answer = script[Math.min(seen.length, script.length - 1)];
    seen.push(request);
    if (!answer) throw new TypeError('no answer in the script');
    return answer(request, init.signal ?? undefined);
  });
  return seen;
}

export type StreamPart = string | Uint8Array<ArrayBuffer>;

/** An event stream of these parts; it then ends, breaks off, or stays open in silence. */
export function stream(
  parts: StreamPart[],
  then: 'end' | 'break' | 'silence' = 'end',
  streamId = 42,
): Answer {
  return (_, signal) => {
    const encoder = new TextEncoder();
    const left = [...parts];
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        signal?.addEventListener('abort', () => {
          try {
            controller.error(signal.reason);
          } catch {
            // It had ended before.
          }
        });
      },
      pull(controller) {
        const part = left.shift();
        if (part !== undefined) controller.enqueue(typeof part === 'string' ? encoder.encode(part) : part);
        else if (then === 'end') controller.close();
        else if (then === 'break') controller.error(new TypeError('network error'));
        else return new Promise<void>(() => {});
      },
    });
    const headers = {
      'Content-Type': 'text/event-stream',
      'Content-Location': `/api/v1/stories/streams/${streamId}`,
    };
    return new Response(body, { headers });
  };
}

export const nothingLeft: Answer = () => new Response(null, { status: 204 });

export const unreachable: Answer = () => Promise.reject(new TypeError('fetch failed'));

export function json(body: unknown, status = 200): Answer {
  return () =>
    new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): Answer {
  return () =>
    new Response(
      JSON.stringify({ type: 'about:blank', title: code, status, detail: `because of ${code}`, code }),
      {
        status,
        headers: { 'Content-Type': 'application/problem+json', ...headers },
      },
    );
}
