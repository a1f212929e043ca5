import type { TestProject } from 'vitest/node';
import { startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    url: string;
  }
}

/** The server of every journey that needs no other; parents keep apart in it as they do in life. */
export default async function setup(project: TestProject) {
  const server = await startServer('shared', { MAX_STREAMS_PER_USER: '10' });
  project.provide('url', server.url);
  return () => server.close();
}
