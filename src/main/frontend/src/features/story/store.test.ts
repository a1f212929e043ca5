import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordedFrames, recordedStory, recordedText } from '../../testing/recorded';
import { problem, scriptedServer, stream, unreachable } from '../../testing/scriptedServer';
import { ConnectionLost } from './client';
import { StoryFailure } from './read';
import { createStoryStore, failureSentence } from './store';

const request = { childId: '123', theme: 'adventure', chapter_number: 1, title: 'The Magic Forest' };
const quick = (text: string) => text.replace(/^retry: .*$/m, 'retry: 0');
const frames = (from: number, to: number) => quick(recordedFrames.slice(from, to).join(''));
const errorFrame = 'id: 42:1\ndata: {"type":"error","message":"Oh no!","error_code":"TIMEOUT"}\n\n';

beforeEach(() => vi.stubGlobal('reportError', vi.fn()));
afterEach(() => vi.unstubAllGlobals());

describe('generateStoryStreaming', () => {
  it('asks the seed’s endpoint and resolves with the whole story', async () => {
    const seen = scriptedServer(stream([recordedText]));
    const story = await createStoryStore().getState().generateStoryStreaming(request);
    expect(story).toEqual(recordedStory);
    expect(seen[0]?.url).toBe(
      '/api/v1/stories/generate/stream?child_id=123&theme=adventure&chapter_number=1&title=The+Magic+Forest',
    );
  });

  it('gives every chunk as it arrives', async () => {
    scriptedServer(stream(recordedFrames.map(quick)));
    const chunks: string[] = [];
    await createStoryStore()
      .getState()
      .generateStoryStreaming(request, (chunk) => chunks.push(chunk));
    expect(chunks.slice(0, 3)).toEqual(['Zoë ', 'looked ', 'up. ']);
    expect(chunks.slice(-13).join('')).toMatch(/^as softly as .*✨\.$/s);
  });

  it('gives no chunk twice over a broken connection', async () => {
    scriptedServer(stream([frames(0, 12)], 'break'), stream([frames(6, 99)]));
    const broken: string[] = [];
    await createStoryStore()
      .getState()
      .generateStoryStreaming(request, (chunk) => broken.push(chunk));
    scriptedServer(stream([recordedText]));
    const whole: string[] = [];
    await createStoryStore()
      .getState()
      .generateStoryStreaming(request, (chunk) => whole.push(chunk));
    expect(broken).toEqual(whole);
  });

  it('shows the state of the stream', async () => {
    scriptedServer(stream([frames(0, 12)], 'silence'));
    const store = createStoryStore();
    const left = store.getState().generateStoryStreaming(request);
    left.catch(() => {});
    await vi.waitFor(() => expect(store.getState().streamingState.streamedContent).not.toBe(''));
    expect(store.getState()).toMatchObject({
      streamId: 42,
      connection: 'open',
      streamingState: { isStreaming: true, streamProgress: 'Writing the story…' },
    });
    store.getState().leaveStreaming();
    await expect(left).rejects.toThrow('The reader has left.');
    expect(store.getState()).toMatchObject({ telling: null, streamingState: { isStreaming: false } });
  });

  it('ends with the story in its state', async () => {
    scriptedServer(stream([recordedText]));
    const store = createStoryStore();
    await store.getState().generateStoryStreaming(request);
    expect(store.getState()).toMatchObject({
      storyId: 7,
      streamingState: {
        isStreaming: false,
        streamedContent: recordedStory.story_content,
        streamProgress: null,
      },
    });
  });

  it('rejects with the words of an error event', async () => {
    scriptedServer(stream([errorFrame]));
    const store = createStoryStore();
    await expect(store.getState().generateStoryStreaming(request)).rejects.toEqual(
      new StoryFailure('Oh no!', 'TIMEOUT'),
    );
    expect(failureSentence(store.getState())).toBe('Oh no!');
  });

  it('rejects with what the server refused', async () => {
    scriptedServer(problem(422, 'UNSAFE_INPUT'));
    const store = createStoryStore();
    await expect(store.getState().generateStoryStreaming(request)).rejects.toMatchObject({
      code: 'UNSAFE_INPUT',
    });
    expect(store.getState()).toMatchObject({ streamId: null, streamingState: { isStreaming: false } });
  });

  it('ignores an earlier story once another is asked for', async () => {
    scriptedServer(stream([frames(0, 12)], 'silence'), stream([recordedText]));
    const store = createStoryStore();
    const first = store.getState().generateStoryStreaming(request);
    const second = store.getState().generateStoryStreaming({ ...request, theme: 'ocean' });
    await expect(first).rejects.toThrow('Another story was opened.');
    expect(await second).toEqual(recordedStory);
    expect(store.getState().request?.theme).toBe('ocean');
  });

  it('is not broken by a listener that throws', async () => {
    scriptedServer(stream([recordedText]));
    const mistake = () => {
      throw new Error('a mistake of the page');
    };
    expect(await createStoryStore().getState().generateStoryStreaming(request, mistake)).toEqual(
      recordedStory,
    );
    expect(reportError).toHaveBeenCalled();
  });
});

describe('attachStreaming', () => {
  it('goes on from the text that stands after the connection was lost', async () => {
    const seen = scriptedServer(
      stream([frames(0, 12)], 'break'),
      unreachable,
      unreachable,
      unreachable,
      stream([frames(12, 99)]),
    );
    const store = createStoryStore();
    await expect(store.getState().generateStoryStreaming(request)).rejects.toBeInstanceOf(ConnectionLost);
    const before = store.getState().streamingState.streamedContent;
    const chunks: string[] = [];
    const story = store.getState().attachStreaming(42, null, (chunk) => chunks.push(chunk));
    expect(store.getState().streamingState.streamedContent).toBe(before);
    expect(store.getState().request).toEqual(request);
    expect(await story).toEqual(recordedStory);
    expect(before.startsWith(chunks[0] ?? '')).toBe(false);
    expect(seen.at(-1)?.headers.get('Last-Event-ID')).toBe('42:11');
  });

  it('reads a running stream from its first word', async () => {
    const seen = scriptedServer(stream([recordedText]));
    expect(await createStoryStore().getState().attachStreaming(42, 7)).toEqual(recordedStory);
    expect(seen[0]?.url).toBe('/api/v1/stories/streams/42');
  });

  it('forgets what was asked for of another stream', async () => {
    scriptedServer(stream([recordedText]), stream([recordedText], 'end', 43));
    const store = createStoryStore();
    await store.getState().generateStoryStreaming(request);
    const other = store.getState().attachStreaming(43);
    expect(store.getState()).toMatchObject({ streamId: 43, request: null });
    other.catch(() => {});
    store.getState().leaveStreaming();
  });
});

describe('the seed’s setters', () => {
  it('change their part of the state', () => {
    const { getState } = createStoryStore();
    getState().updateStreamingContent('Once');
    getState().updateStreamingProgress('Writing');
    getState().setIsStreaming(true);
    expect(getState().streamingState).toEqual({
      isStreaming: true,
      streamedContent: 'Once',
      streamProgress: 'Writing',
    });
  });
});
