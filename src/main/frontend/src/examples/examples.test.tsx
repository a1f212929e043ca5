import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { recordedStory, recordedText } from '../testing/recorded';
import { scriptedServer, stream } from '../testing/scriptedServer';
import { StoryGenerator } from './BasicStreaming';
import { CustomStreaming } from './UsingTheHook';
import { WithCallbacks } from './WithCallbacks';

// The three usage examples of the design document, letter by letter: `tsc` holds their types, these hold that they run.

beforeEach(() => vi.spyOn(console, 'log').mockImplementation(() => {}));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('runs “Basic Streaming”', async () => {
  const seen = scriptedServer(stream([recordedText]));
  render(<StoryGenerator />);
  fireEvent.click(screen.getByText('Generate Story'));
  await waitFor(() => expect(console.log).toHaveBeenCalledWith('Story complete:', recordedStory));
  expect(seen[0]?.url).toContain('child_id=123&theme=adventure&chapter_number=1&title=The+Magic+Forest');
});

it('runs “With Callbacks”', async () => {
  scriptedServer(stream([recordedText]));
  render(<WithCallbacks />);
  fireEvent.click(screen.getByText('Start'));
  await waitFor(() => expect(console.log).toHaveBeenCalledWith('New chunk:', 'Zoë '));
});

it('runs “Using the SSE Hook Directly”', async () => {
  scriptedServer(stream([recordedText]));
  render(<CustomStreaming />);
  act(() => fireEvent.click(screen.getByText('Generate')));
  expect(screen.getByText('Generating...')).toHaveProperty('disabled', true);
  await waitFor(() => expect(screen.getByText('Generate')).toHaveProperty('disabled', false));
  expect(document.body.textContent).toContain(recordedStory.story_content);
  expect(console.log).toHaveBeenCalledWith('Complete:', recordedStory);
});
