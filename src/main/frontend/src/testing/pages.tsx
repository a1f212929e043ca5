import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, vi } from 'vitest';
import { queryClient } from '../lib/queries';

// For every test of a file that imports this: its clock goes on by `after` alone, and nothing is left for the next one.
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

export const after = (millis: number) => act(() => vi.advanceTimersByTimeAsync(millis));

/** Shows a page, with what it asks the server for. */
export async function show(page: ReactNode, millis: number) {
  render(<QueryClientProvider client={queryClient}>{page}</QueryClientProvider>);
  await after(millis);
}
