import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { session } from '../../lib/session';
import { json, problem, scriptedServer } from '../../testing/scriptedServer';
import { SignInPage } from './SignInPage';

beforeEach(() => session.setState({ signedIn: 'no', token: null }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('says each refusal anew', async () => {
  const refused = problem(401, 'WRONG_PASSWORD');
  scriptedServer(refused, refused, json({ access_token: 'a', token_type: 'bearer', expires_in: 900 }));
  render(<SignInPage isNew={false} />);
  const submit = () =>
    act(async () => {
      fireEvent.submit(screen.getByLabelText('Password').closest('form') as HTMLFormElement);
      await vi.waitFor(() =>
        expect(screen.getByRole('button', { name: 'Sign in' })).toHaveProperty('disabled', false),
      );
    });
  await submit();
  const first = await screen.findByRole('alert');
  await submit();
  await vi.waitFor(() => expect(first.isConnected).toBe(false));
  expect((await screen.findByRole('alert')).textContent).toBe('because of WRONG_PASSWORD');
  await submit();
  await vi.waitFor(() => expect(session.getState().signedIn).toBe('yes'));
});
