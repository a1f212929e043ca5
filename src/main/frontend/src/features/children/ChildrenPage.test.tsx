import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { queryClient } from '../../lib/queries';
import { after, show } from '../../testing/pages';
import { json, scriptedServer, unreachable } from '../../testing/scriptedServer';
import { ChildrenPage } from './ChildrenPage';

const family = json({
  children: [{ id: 1, name: 'Zoë', age: 6, reading_level: 'beginner', language: 'en', interests: [] }],
  stories: [],
  next: null,
});

async function open() {
  await show(<ChildrenPage />, 60_000);
}

it('says why there is nobody where the children cannot be asked for', async () => {
  scriptedServer(unreachable);
  await open();
  expect(screen.getByRole('alert').textContent).toContain('We cannot reach the stars');
});

it('keeps what is being written where it cannot ask again', async () => {
  scriptedServer(family, family, unreachable);
  await open();
  fireEvent.click(screen.getByRole('button', { name: 'Add a child' }));
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Otto' } });
  void queryClient.invalidateQueries();
  await after(60_000);
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Otto');
  expect(screen.getByRole('heading', { name: 'Zoë' })).toBeTruthy();
});
