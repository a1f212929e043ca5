import { render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { session } from '../lib/session';
import { after } from '../testing/pages';
import { json, problem, scriptedServer, unreachable } from '../testing/scriptedServer';
import { App, LONGEST_WAIT_MS } from './App';

// Whatever else a signed-in page asks for first.
const someone = json({ id: 1, email: 'parent@example.com', children: [], stories: [], next: null });

beforeEach(() => {
  session.setState({ signedIn: 'unknown', token: null });
});

async function open() {
  const page = render(<App />);
  await after(0);
  return page;
}

const signedIn = () => session.getState().signedIn;

it.each([
  ['a cookie that is good no more', problem(401, 'UNAUTHENTICATED')],
  ['a request that no server can read', json({}, 400)],
  ['a proxy that lets nobody in', json({}, 403)],
  ['a proxy that leads elsewhere', json({}, 404)],
])('leads to sign-in after %s, and asks no more', async (_, failure) => {
  const seen = scriptedServer(failure);
  await open();
  await after(60_000);
  expect(signedIn()).toBe('no');
  expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy();
  expect(seen).toHaveLength(1);
});

it.each([
  ['a server that drains', problem(503, 'DRAINING')],
  ['a proxy without a server', json({}, 502)],
  ['a limit', problem(429, 'TOO_MANY_REQUESTS')],
  ['a request that came too slowly', json({}, 408)],
  ['a request that came too early', json({}, 425)],
  ['a lost network', unreachable],
])('signs nobody out for %s, and asks again', async (_, failure) => {
  const seen = scriptedServer(failure, failure, someone);
  await open();
  expect(signedIn()).toBe('unknown');
  expect(screen.getByRole('status').textContent).toContain('Trying again');
  await after(1000);
  expect(seen).toHaveLength(2);
  expect(signedIn()).toBe('unknown');
  await after(2000);
  expect(signedIn()).toBe('yes');
});

it('asks again when the server says', async () => {
  const seen = scriptedServer(problem(503, 'FULL', { 'Retry-After': '7' }), someone);
  await open();
  await after(6900);
  expect(seen).toHaveLength(1);
  await after(200);
  expect(signedIn()).toBe('yes');
});

it('asks again after some minutes, however long a server would have it wait', async () => {
  // More milliseconds than a timer can count.
  const seen = scriptedServer(problem(503, 'FULL', { 'Retry-After': '3000000' }), someone);
  await open();
  await after(LONGEST_WAIT_MS - 100);
  expect(seen).toHaveLength(1);
  await after(200);
  expect(signedIn()).toBe('yes');
});

it('asks no more once the page is left', async () => {
  const seen = scriptedServer(unreachable);
  const { unmount } = await open();
  unmount();
  await after(60_000);
  expect(seen).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
