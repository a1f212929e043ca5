import type { components } from './contract.gen';

type ProblemBody = components['schemas']['Problem'];
export type FieldError = components['schemas']['FieldError'];

/** An answer of the server that is an error: RFC 9457, or whatever a proxy put in its place. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: readonly FieldError[] = [],
    /** Seconds to wait before asking again, where the server said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
    this.name = 'Problem';
  }

  fieldMessage(field: string): string | undefined {
    const error = this.fields.find((each) => each.field === field || each.field.startsWith(`${field}[`));
    return error && `Please give ${error.expected}.`;
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const body = await readBody(response);
  return new Problem(
    response.status,
    body.code ?? `HTTP_${response.status}`,
    body.detail ?? body.title ?? 'The server could not answer. Please try again.',
    body.errors ?? [],
    retryAfterOf(response),
  );
}

async function readBody(response: Response): Promise<Partial<ProblemBody>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}

/** `Retry-After` in seconds; it may also be a date. */
export function retryAfterOf(response: Response, now = Date.now()): number | null {
  const value = response.headers.get('Retry-After');
  if (value === null) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

/** Words for a screen, whatever was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof TypeError)
    return 'We cannot reach the stars right now. Check the connection and try again.';
  return error instanceof Error ? error.message : String(error);
}
