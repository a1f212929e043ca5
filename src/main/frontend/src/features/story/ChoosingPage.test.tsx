import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { queryClient } from '../../lib/queries';
import { json, scriptedServer, unreachable } from '../../testing/scriptedServer';
import { ChoosingPage } from './ChoosingPage';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open() {
  render(
    <QueryClientProvider client={queryClient}>
      <ChoosingPage childId={7} />
    </QueryClientProvider>,
  );
  await act(() => vi.advanceTimersByTimeAsync(60_000));
}

it('does not call a child gone where the children cannot be asked for', async () => {
  scriptedServer(unreachable);
  await open();
  expect(screen.getByRole('alert').textContent).toContain('We cannot reach the stars');
});

it('shows the way back from a child who is not there', async () => {
  scriptedServer(json({ children: [], stories: [], themes: [], next: null }));
  await open();
  expect(screen.getByRole('alert').textContent).toContain('This child is not here.');
});
