import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Confirm } from './Confirm';

afterEach(cleanup);

it('says each failure anew, and closes once it has succeeded', async () => {
  const onYes = vi.fn<() => Promise<void>>();
  onYes.mockRejectedValueOnce(new Error('No.')).mockRejectedValueOnce(new Error('No.'));
  const onClose = vi.fn();
  render(
    <Confirm title="Erase it?" yes="Erase" onYes={onYes} onClose={onClose}>
      It goes.
    </Confirm>,
  );
  const confirm = () => act(async () => fireEvent.click(screen.getByRole('button', { name: 'Erase' })));
  await confirm();
  const first = screen.getByRole('alert');
  expect(first.textContent).toBe('No.');
  await confirm();
  expect(screen.getByRole('alert').textContent).toBe('No.');
  expect(first.isConnected).toBe(false);
  expect(onClose).not.toHaveBeenCalled();
  await confirm();
  expect(onClose).toHaveBeenCalledOnce();
  expect(screen.queryByRole('alert')).toBeNull();
});
