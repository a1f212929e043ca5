import { act, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { storyStore } from './store';
import { UNTOLD } from './telling';
import { useStoryRuntime } from './useStoryRuntime';

const request = { childId: 1, theme: 'space' };
const telling = (text: string) => ({ ...UNTOLD, phase: 'telling' as const, text });

afterEach(() => storyStore.getState().leaveStreaming());

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
