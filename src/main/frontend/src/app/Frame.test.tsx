import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { session, signedInByCookie } from '../lib/session';
import { nothingLeft, problem, scriptedServer, unreachable } from '../testing/scriptedServer';
import { Frame } from './Frame';

beforeEach(() => signedInByCookie());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function signOut() {
  render(<Frame>The room</Frame>);
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Sign out' })));
}

it.each([
  ['the server has', nothingLeft],
  ['the session was over', problem(401, 'UNAUTHENTICATED')],
])('signs out where %s', async (_, answer) => {
  scriptedServer(answer);
  await signOut();
  await vi.waitFor(() => expect(session.getState().signedIn).toBe('no'));
});

it('does not claim to have signed out while the cookie is still good', async () => {
  scriptedServer(unreachable, nothingLeft);
  await signOut();
  expect(await screen.findByRole('alert')).toHaveProperty(
    'textContent',
    expect.stringContaining('We cannot reach the stars'),
  );
  expect(session.getState().signedIn).toBe('yes');
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Sign out' })));
  await vi.waitFor(() => expect(session.getState().signedIn).toBe('no'));
});
