import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { StoryEvent } from './events';
import { reduce, type Telling, UNTOLD } from './telling';
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

afterEach(cleanup);

it('says each taking back anew, where a screen reader listens already', () => {
  const told = after(UNTOLD, { type: 'content', chunk: 'Good. Bad.', offset: 0 });
  const { rerender } = render(bar(told));
  const region = status();
  const once = after(told, { type: 'revision', keep: 5, reason: 'violence' });
  rerender(bar(once));
  expect(status()).toBe(region);
  expect(region.textContent).toBe('Let me tell that part differently.');
  const first = region.firstChild;
  const goesOn = after(once, { type: 'content', chunk: ' Bad again.', offset: 5 });
  rerender(bar(goesOn));
  expect(region.firstChild).toBe(first);
  rerender(bar(after(goesOn, { type: 'revision', keep: 5, reason: 'violence' })));
  expect(region.textContent).toBe('Let me tell that part differently.');
  expect(region.firstChild).not.toBe(first);
});

it('says anew that it could not pause, though the words are the same', async () => {
  render(bar(UNTOLD, () => Promise.reject(new Error('No.'))));
  const pause = () => act(async () => fireEvent.click(screen.getByRole('button', { name: 'Pause' })));
  await pause();
  expect(status().textContent).toBe('No.');
  const first = status().firstChild;
  await pause();
  expect(status().textContent).toBe('No.');
  expect(status().firstChild).not.toBe(first);
});

it('says a taking back also after it could not pause', async () => {
  const told = after(UNTOLD, { type: 'content', chunk: 'Good. Bad.', offset: 0 });
  const { rerender } = render(bar(told, () => Promise.reject(new Error('No.'))));
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Pause' })));
  expect(status().textContent).toBe('No.');
  rerender(bar(after(told, { type: 'revision', keep: 5, reason: 'violence' })));
  expect(status().textContent).toBe('Let me tell that part differently.');
});
