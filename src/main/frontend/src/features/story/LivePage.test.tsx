import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { after, show } from '../../testing/pages';
import { recordedFrames, recordedText } from '../../testing/recorded';
import { json, nothingLeft, scriptedServer, stream, unreachable } from '../../testing/scriptedServer';
import { LivePage } from './LivePage';

const status = () => screen.getByRole('status').textContent;
const chip = () => document.querySelector('.page-head .chip')?.textContent;
const begun = recordedFrames.slice(0, 12).join('');
const stopped = `${begun}id: 42:12\ndata: {"type":"error","message":"Oh no!","error_code":"CANCELLED"}\n\n`;

/** Watches stream 42; each try to reach it is answered by the next of `answers`. */
async function watch(...answers: (typeof unreachable)[]) {
  let tries = 0;
  scriptedServer((request, signal) => {
    const answer = request.url.includes('/streams/')
      ? answers[Math.min(tries++, answers.length - 1)]
      : json({ stories: [], next: null });
    return (answer ?? unreachable)(request, signal);
  });
  await show(<LivePage streamId={42} />, 100);
}

it('says that the story is told as it is watched', async () => {
  await watch(stream([begun], 'silence'));
  expect([chip(), status()]).toEqual(['Live', 'Writing the story…']);
});

it('says while it finds the way back that it is not there', async () => {
  await watch(stream([begun], 'break'), unreachable);
  expect([chip(), status()]).toEqual(['Not connected', 'Finding the way back to the story…']);
});

it('calls no story told whose connection was lost, and says the same in both places', async () => {
  await watch(unreachable, unreachable, unreachable, unreachable, stream([begun], 'silence'));
  await after(60_000);
  expect(screen.getByRole('alert').textContent).toContain('We lost the way to the stars');
  expect([chip(), status()]).toEqual(['Not connected', 'The way to the story is lost.']);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await after(100);
  expect([chip(), status()]).toEqual(['Live', 'Writing the story…']);
});

it('says that a story is gone of which the server has nothing left', async () => {
  await watch(stream([begun], 'break'), nothingLeft, stream([begun], 'silence'));
  await after(60_000);
  expect(screen.getByRole('alert').textContent).toContain('This story is not here any more.');
  expect([chip(), status()]).toEqual(['Not connected', 'The way to the story is lost.']);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await after(100);
  expect([chip(), status()]).toEqual(['Live', 'Writing the story…']);
});

it.each([
  ['told', recordedText, ['Told', 'The chapter is told.']],
  ['stopped', stopped, ['Stopped', 'The telling has stopped.']],
])('says that a story is %s', async (_, text, words) => {
  await watch(stream([text]));
  expect([chip(), status()]).toEqual(words);
});
