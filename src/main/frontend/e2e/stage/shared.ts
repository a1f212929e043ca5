import type { TestProject } from 'vitest/node';
import { startServer } from './server.ts';
import { startStoryteller } from './storyteller.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server with the built-in storyteller, faster than frames are drawn. */
    url: string;
    metricsUrl: string;
    /** A server whose storyteller waits for lanterns, with room for one story at a time of each parent. */
    patientUrl: string;
    storytellerUrl: string;
  }
}

/** The servers of every journey that needs no other; parents keep apart in them as they do in life. */
export default async function setup(project: TestProject) {
  const storyteller = await startStoryteller();
  const [own, patient] = await Promise.all([
    startServer('own', { BUILTIN_TOKENS_PER_SECOND: '240', MAX_STREAMS_PER_USER: '10' }),
    startServer('patient', { ...waitingFor(storyteller.url), MAX_STREAMS_PER_USER: '1' }),
  ]);
  project.provide('url', own.url);
  project.provide('metricsUrl', `${own.managementUrl}/metrics`);
  project.provide('patientUrl', patient.url);
  project.provide('storytellerUrl', storyteller.url);
  return async () => {
    await Promise.all([own.close(), patient.close()]);
    await storyteller.close();
  };
}

/** Settings of a server that asks the storyteller who waits for lanterns. */
export const waitingFor = (storytellerUrl: string) => ({
  LLM_BASE_URL: `${storytellerUrl}/v1`,
  LLM_MODEL: 'patient',
  LLM_TOKEN_TIMEOUT: '5m',
});
