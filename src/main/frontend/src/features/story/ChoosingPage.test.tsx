import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { after, show } from '../../testing/pages';
import { json, problem, scriptedServer, unreachable } from '../../testing/scriptedServer';
import { ChoosingPage } from './ChoosingPage';

async function open() {
  await show(<ChoosingPage childId={7} />, 60_000);
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

it('says why there is no planet, asks again, and takes a theme in words meanwhile', async () => {
  const themes = [{ id: 'space', name: 'Space', description: 'Far out.', emoji: '' }];
  const family = { children: [{ id: 7, name: 'Zoë', language: 'en' }], stories: [], next: null };
  let isThere = false;
  const seen = scriptedServer((request, signal) => {
    if (request.url.includes('/generate/stream')) return problem(429, 'TOO_MANY_STARTS')(request, signal);
    if (!request.url.endsWith('/themes')) return json(family)(request, signal);
    return (isThere ? json({ themes }) : unreachable)(request, signal);
  });
  await open();
  const notice = screen.getByRole('alert');
  expect(notice.textContent).toContain('We cannot reach the stars');
  const own = screen.getByLabelText('Another theme');
  fireEvent.change(own, { target: { value: 'A bakery' } });
  const form = own.closest('form') as HTMLFormElement;
  expect(form.checkValidity()).toBe(true);
  fireEvent.submit(form);
  await after(100);
  expect(seen.at(-1)?.url).toContain('theme=A+bakery');

  isThere = true;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await after(100);
  expect(screen.getByRole('radio', { name: /Space/ })).toBeTruthy();
  expect(notice.isConnected).toBe(false);
  expect(own).toHaveProperty('value', 'A bakery');
});
