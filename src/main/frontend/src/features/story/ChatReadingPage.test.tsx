import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { after, show } from '../../testing/pages';
import { recordedFrames } from '../../testing/recorded';
import { json, problem, scriptedServer, stream, unreachable } from '../../testing/scriptedServer';
import { chapter, story } from '../../testing/stories';
import { ChatReadingPage } from './ChatReadingPage';

/** Opens a story of one chapter, and chooses how it goes on; the start is answered by `start`. */
async function chooseNext(start: typeof unreachable) {
  const seen = scriptedServer((request, signal) => {
    if (request.url.includes('/generate/stream')) return start(request, signal);
    return json({ ...story(chapter(1)), children: [] })(request, signal);
  });
  await show(<ChatReadingPage storyId={7} />, 100);
  fireEvent.click(screen.getByRole('button', { name: 'Left' }));
  await after(60_000);
  return () => seen.filter(({ url }) => url.includes('/generate/stream')).length;
}

it('offers to ask again where no start of a chapter reached the server', async () => {
  const starts = await chooseNext(unreachable);
  expect(screen.getByRole('alert').textContent).toContain('We lost the way to the stars');
  const before = starts();
  fireEvent.click(screen.getByRole('button', { name: 'Go on reading' }));
  await after(100);
  expect(starts()).toBe(before + 1);
});

it('says beside the choices why one was refused', async () => {
  await chooseNext(problem(429, 'TOO_MANY_STARTS'));
  expect(screen.getByRole('alert').textContent).toContain('out of breath');
  expect(screen.getByRole('button', { name: 'Left' })).toBeTruthy();
});

it('knows after a reload for whom a new story is told, and in what language', async () => {
  const children = [
    { id: 1, name: 'Otto', language: 'en' },
    { id: 2, name: 'Zoë', language: 'de' },
  ];
  const running = { stream_id: 42, chapter_number: 1, paused: false };
  const stories = [
    { id: 8, child_id: 1, title: null, stream: { ...running, stream_id: 43 } },
    { id: 7, child_id: 2, title: null, stream: running },
  ];
  const telling = stream([recordedFrames.slice(0, 12).join('')], 'silence');
  const seen = scriptedServer((request, signal) =>
    request.url.includes('/streams/')
      ? telling(request, signal)
      : json({ children, stories, next: null })(request, signal),
  );
  await show(<ChatReadingPage streamId={42} />, 60_000);
  expect(screen.getByRole('link', { name: 'A story for Zoë' })).toBeTruthy();
  expect(document.querySelector('.chapter-body')?.getAttribute('lang')).toBe('de');
  expect(seen.filter(({ url }) => url.endsWith('/stories'))).toHaveLength(1);
});
