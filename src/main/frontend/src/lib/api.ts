import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './contract.gen';
import { problemOf } from './problem';
import { authorization, signedOut } from './session';

export const API = '/api/v1';

export type Child = components['schemas']['Child'];
export type NewChild = components['schemas']['NewChild'];
export type Story = components['schemas']['Story'];
export type StorySummary = components['schemas']['StorySummary'];
export type Chapter = components['schemas']['Chapter'];
export type Theme = components['schemas']['Theme'];
export type ReadingLevel = components['schemas']['ReadingLevel'];
export type Credentials = components['schemas']['Credentials'];

const signed: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(authorization())) request.headers.set(name, value);
    return request;
  },
  async onResponse({ request, response }) {
    if (response.ok) return;
    // A wrong password is no lost session.
    if (response.status === 401 && !request.url.endsWith('/auth/login')) signedOut();
    throw await problemOf(response);
  },
};

/** Typed by the contract; every answer that is not 2xx is thrown as a `Problem`. */
export const api = createClient<paths>({
  baseUrl: API,
  credentials: 'same-origin',
  fetch: (request) => globalThis.fetch(request),
});
api.use(signed);

/** The body of an answer that always has one. */
export function bodyOf<T>(answer: { data?: T }): T {
  if (answer.data === undefined) throw new Error('The server sent an empty answer.');
  return answer.data;
}
