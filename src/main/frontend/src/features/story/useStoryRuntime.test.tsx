import { act, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { recordedStory, recordedText } from '../../testing/recorded';
import { problem, scriptedServer, stream } from '../../testing/scriptedServer';
import { chapter, story } from '../../testing/stories';
import { storyStore } from './store';
import { UNTOLD } from './telling';
import { useStoryRuntime } from './useStoryRuntime';

const request = { childId: 1, theme: 'space' };
const told = story(chapter(1));
const telling = (text: string) => ({ ...UNTOLD, phase: 'telling' as const, text });

afterEach(() => {
  storyStore.getState().leaveStreaming();
  vi.unstubAllGlobals();
});

function textsOf(runtime: ReturnType<typeof useStoryRuntime>): string[] {
  return runtime.thread
    .getState()
    .messages.map(({ content }) => content.map((part) => (part.type === 'text' ? part.text : '')).join(''));
}

it('holds the words in the same moment as the store, before anything is drawn', () => {
  const { result } = renderHook(() => useStoryRuntime());
  act(() => {
    storyStore.setState({ request, telling: telling('The owl') });
    expect(textsOf(result.current)).toEqual(['The owl']);
    storyStore.setState({ telling: telling('The owl woke.') });
    expect(textsOf(result.current)).toEqual(['The owl woke.']);
  });
});

it('draws whoever uses it once for a change', () => {
  let draws = 0;
  renderHook(() => {
    draws++;
    return useStoryRuntime();
  });
  const before = draws;
  act(() => storyStore.setState({ request, telling: telling('The owl') }));
  expect(draws).toBe(before);
});

it('runs while the story is told', () => {
  const { result } = renderHook(() => useStoryRuntime());
  act(() => storyStore.getState().setIsStreaming(true));
  expect(result.current.thread.getState().isRunning).toBe(true);
  act(() => storyStore.getState().setIsStreaming(false));
  expect(result.current.thread.getState().isRunning).toBe(false);
});

it('gives an idea back that was refused', async () => {
  scriptedServer(problem(429, 'TOO_MANY_STARTS'));
  const { result } = renderHook(() => useStoryRuntime(told));
  const { composer } = result.current.thread;
  composer.setText('A crab waves');
  composer.send();
  expect(composer.getState().text).toBe('');
  await waitFor(() => expect(storyStore.getState().failure).not.toBeNull());
  await waitFor(() => expect(composer.getState().text).toBe('A crab waves'));
});

it('keeps no idea that is told', async () => {
  scriptedServer(stream([recordedText]));
  const { result } = renderHook(() => useStoryRuntime(told));
  const { composer } = result.current.thread;
  composer.setText('A crab waves');
  composer.send();
  await waitFor(() => expect(storyStore.getState().telling?.story).toEqual(recordedStory));
  expect(composer.getState().text).toBe('');
});
