import { act, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { recordedFrames, recordedStory, recordedText } from '../../testing/recorded';
import { nothingLeft, problem, scriptedServer, stream } from '../../testing/scriptedServer';
import { type SSEOptions, useSSEStoryGeneration } from './useSSEStoryGeneration';

const URL = '/api/v1/stories/generate/stream';
const PARAMS = { child_id: '123', theme: 'adventure', chapter_number: 1 };

afterEach(() => vi.unstubAllGlobals());

function listeners() {
  return {
    onContent: vi.fn(),
    onProgress: vi.fn(),
    onSafetyCheck: vi.fn(),
    onComplete: vi.fn(),
    onError: vi.fn(),
  } satisfies SSEOptions;
}

it('reads a story and tells its listeners', async () => {
  const seen = scriptedServer(stream([recordedText]));
  const heard = listeners();
  const { result } = renderHook(() => useSSEStoryGeneration(heard));
  act(() => result.current.startStreaming(URL, PARAMS));
  expect(result.current.isStreaming).toBe(true);
  await waitFor(() => expect(result.current.isStreaming).toBe(false));
  expect(result.current).toMatchObject({
    streamedContent: recordedStory.story_content,
    currentProgress: null,
    error: null,
  });
  expect(seen[0]?.url).toBe(`${URL}?child_id=123&theme=adventure&chapter_number=1`);
  expect(heard.onContent).toHaveBeenNthCalledWith(1, 'Zoë ');
  expect(heard.onProgress).toHaveBeenNthCalledWith(1, 'waiting', 'Waking the storyteller…', 0);
  expect(heard.onSafetyCheck).toHaveBeenCalledExactlyOnceWith('approved', 0.98);
  expect(heard.onComplete).toHaveBeenCalledExactlyOnceWith(recordedStory);
  expect(heard.onError).not.toHaveBeenCalled();
});

it('shows progress while it reads', async () => {
  scriptedServer(stream(recordedFrames.slice(0, 8), 'silence'));
  const { result } = renderHook(() => useSSEStoryGeneration());
  act(() => result.current.startStreaming(URL, PARAMS));
  await waitFor(() => expect(result.current.currentProgress).toBe('Writing the story…'));
  act(() => result.current.stopStreaming());
  expect(result.current).toMatchObject({ isStreaming: false, currentProgress: null, error: null });
  expect(result.current.streamedContent).not.toBe('');
});

it('says what went wrong in words', async () => {
  scriptedServer(problem(404, 'NOT_FOUND'));
  const heard = listeners();
  const { result } = renderHook(() => useSSEStoryGeneration(heard));
  act(() => result.current.startStreaming(URL, PARAMS));
  await waitFor(() => expect(result.current.error).toBe('because of NOT_FOUND'));
  expect(heard.onError).toHaveBeenCalledExactlyOnceWith('because of NOT_FOUND');
});

it('says that a story is gone of which the server has nothing left', async () => {
  scriptedServer(nothingLeft);
  const heard = listeners();
  const { result } = renderHook(() => useSSEStoryGeneration(heard));
  act(() => result.current.startStreaming(URL, PARAMS));
  await waitFor(() => expect(result.current.error).toBe('This story is not here any more.'));
  expect(heard.onError).toHaveBeenCalledExactlyOnceWith('This story is not here any more.');
});

it('begins anew after a reset', async () => {
  scriptedServer(stream([recordedText]));
  const { result } = renderHook(() => useSSEStoryGeneration());
  act(() => result.current.startStreaming(URL, PARAMS));
  await waitFor(() => expect(result.current.isStreaming).toBe(false));
  act(() => result.current.resetStream());
  expect(result.current).toMatchObject({ streamedContent: '', error: null, isStreaming: false });
});

it('closes the connection when the page is left', async () => {
  let signal: AbortSignal | undefined;
  const open = stream(recordedFrames.slice(0, 8), 'silence');
  scriptedServer((request, given) => {
    signal = given;
    return open(request, given);
  });
  const { result, unmount } = renderHook(() => useSSEStoryGeneration());
  act(() => result.current.startStreaming(URL, PARAMS));
  await waitFor(() => expect(result.current.streamedContent).not.toBe(''));
  unmount();
  expect(signal?.aborted).toBe(true);
});
