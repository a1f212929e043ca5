import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { StoryEvent } from './events';
import { GONE_ON, reduce, type Telling, UNTOLD } from './telling';
import { TellingBar } from './TellingBar';

const nothing = () => Promise.resolve();
const bar = (telling: Telling, onPause = nothing) => (
  <TellingBar
    telling={telling}
    connection="open"
    isKnown
    onPause={onPause}
    onResume={nothing}
    onStop={nothing}
    end={{ current: null }}
  />
);
const after = (telling: Telling, ...events: StoryEvent[]) => events.reduce(reduce, telling);
const status = () => screen.getByRole('status');
const pause = () => act(async () => fireEvent.click(screen.getByRole('button', { name: 'Pause' })));
const refused = () => Promise.reject(new Error('No.'));
const told = after(UNTOLD, { type: 'content', chunk: 'Good. Bad.', offset: 0 });
const takenBack = after(told, { type: 'revision', keep: 5, reason: 'violence' });

afterEach(cleanup);

it('says each taking back anew, where a screen reader listens already', () => {
  const { rerender } = render(bar(told));
  const region = status();
  rerender(bar(takenBack));
  expect(status()).toBe(region);
  expect(region.textContent).toBe('Let me tell that part differently.');
  const first = region.firstChild;
  const goesOn = after(takenBack, { type: 'content', chunk: ' Bad again.', offset: 5 });
  rerender(bar(goesOn));
  expect(region.firstChild).toBe(first);
  rerender(bar(after(goesOn, { type: 'revision', keep: 5, reason: 'violence' })));
  expect(region.textContent).toBe('Let me tell that part differently.');
  expect(region.firstChild).not.toBe(first);
});

it('says anew that it could not pause, though the words are the same', async () => {
  render(bar(UNTOLD, refused));
  await pause();
  expect(status().textContent).toBe('No.');
  const first = status().firstChild;
  await pause();
  expect(status().textContent).toBe('No.');
  expect(status().firstChild).not.toBe(first);
});

it('says a taking back after it could not pause, and the failure never again', async () => {
  const { rerender } = render(bar(told, refused));
  await pause();
  expect(status().textContent).toBe('No.');
  rerender(bar(takenBack, refused));
  expect(status().textContent).toBe('Let me tell that part differently.');
  rerender(bar(after(takenBack, { type: 'content', chunk: 'x'.repeat(GONE_ON), offset: 5 }), refused));
  expect(status().textContent).toBe('Telling the story…');
});

it('says that it could not pause after a taking back', async () => {
  const { rerender } = render(bar(told, refused));
  rerender(bar(takenBack, refused));
  const first = status().firstChild;
  await pause();
  expect(status().textContent).toBe('No.');
  expect(status().firstChild).not.toBe(first);
});

it('says that it could not pause also where a part was taken back while it tried', async () => {
  let refuse = () => {};
  const slowly = () => new Promise<void>((_, reject) => (refuse = () => reject(new Error('No.'))));
  const { rerender } = render(bar(told, slowly));
  await pause();
  rerender(bar(takenBack, slowly));
  expect(status().textContent).toBe('Let me tell that part differently.');
  await act(async () => refuse());
  expect(status().textContent).toBe('No.');
});
