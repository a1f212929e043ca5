import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Announcer } from './Announcer';

const STORY = 'The owl woke. She yawned. The moon was late. So was the train. Nobody minded. ';

afterEach(cleanup);

const announced = () =>
  [...document.querySelectorAll('[aria-live] p')].map((sentence) => sentence.textContent);

it('says a sentence when it is whole, never half of one', () => {
  const { rerender } = render(<Announcer text="The owl wo" isGrowing language="en" />);
  expect(announced()).toEqual([]);
  rerender(<Announcer text="The owl woke. She ya" isGrowing language="en" />);
  expect(announced()).toEqual(['The owl woke.']);
  rerender(<Announcer text="The owl woke. She yawned." isGrowing={false} language="en" />);
  expect(announced()).toEqual(['The owl woke.', 'She yawned.']);
});

it('leaves none out, however many come at once, and keeps few', () => {
  const { rerender } = render(<Announcer text="" isGrowing language="en" />);
  rerender(<Announcer text={`${STORY}And`} isGrowing language="en" />);
  expect(announced()).toEqual(STORY.trim().split(/(?<=\.) /));
  rerender(<Announcer text={`${STORY}And so on.`} isGrowing={false} language="en" />);
  expect(announced()).toEqual(['So was the train.', 'Nobody minded.', 'And so on.']);
});

it('is not silent about what stood there when it came', () => {
  render(<Announcer text={`${STORY}And`} isGrowing language="en" />);
  expect(screen.getByText('Nobody minded.').closest('[aria-live]')).not.toBeNull();
});

it('does not read out a chapter that was told before', () => {
  render(<Announcer text={STORY} isGrowing={false} language="en" />);
  expect(announced()).toEqual([]);
});

it.each([
  ['cut back first', ['The owl woke.', 'The owl woke. A wo']],
  ['in one drawing', []],
])('says what is told anew as an addition, %s', (_, between) => {
  const { rerender } = render(<Announcer text="" isGrowing language="en" />);
  rerender(<Announcer text="The owl woke. A wolf bit it. And" isGrowing language="en" />);
  const kept = screen.getByText('The owl woke.');
  const takenBack = screen.getByText('A wolf bit it.');
  for (const text of between) rerender(<Announcer text={text} isGrowing language="en" />);
  rerender(<Announcer text="The owl woke. A woodlouse waved. And" isGrowing language="en" />);
  expect(announced().at(-1)).toBe('A woodlouse waved.');
  expect(screen.getByText('A woodlouse waved.')).not.toBe(takenBack);
  expect(takenBack.isConnected).toBe(false);
  expect(kept.isConnected).toBe(true);
});

it('holds nothing any more that is taken back', () => {
  const { rerender } = render(<Announcer text="" isGrowing language="en" />);
  rerender(<Announcer text="The owl woke. A wolf bit it. And" isGrowing language="en" />);
  rerender(<Announcer text="The owl woke." isGrowing language="en" />);
  expect(announced()).not.toContain('A wolf bit it.');
  rerender(<Announcer text="" isGrowing language="en" />);
  expect(announced()).toEqual([]);
  rerender(<Announcer text="The owl woke. A" isGrowing language="en" />);
  expect(announced()).toEqual(['The owl woke.']);
});
