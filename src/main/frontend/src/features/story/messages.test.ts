import { describe, expect, it } from 'vitest';
import { recordedStory } from '../../testing/recorded';
import { chapter, story } from '../../testing/stories';
import { chapterMessages, tellingMessages, wayOnFrom } from './messages';
import { UNTOLD } from './telling';

describe('chapterMessages', () => {
  it('puts the wish before the chapter it led to', () => {
    const messages = chapterMessages(
      story(chapter(1), chapter(2, { choice_taken: 2 }), chapter(3, { custom_user_input: 'A dragon' })),
    );
    expect(messages.map(({ role, text }) => `${role}: ${text}`)).toEqual([
      'assistant: Chapter 1.',
      'user: Right',
      'assistant: Chapter 2.',
      'user: A dragon',
      'assistant: Chapter 3.',
    ]);
  });

  it('has nothing of no story', () => expect(chapterMessages(null)).toEqual([]));
});

describe('tellingMessages', () => {
  it('adds the choice taken and the chapter being told', () => {
    const messages = tellingMessages(
      story(chapter(1)),
      { ...UNTOLD, text: 'And so' },
      { childId: 1, story_id: 7, chapter_number: 2, choice: 1 },
    );
    expect(messages.map(({ id, text, isTelling }) => [id, text, isTelling])).toEqual([
      ['wish-2', 'Left', false],
      ['chapter-2', 'And so', true],
    ]);
  });

  it('keeps the number of a stream that was found running', () => {
    const running = { ...story(chapter(1)), stream: { stream_id: 9, chapter_number: 2, paused: false } };
    expect(tellingMessages(running, UNTOLD, null).map(({ id }) => id)).toEqual(['chapter-2']);
  });

  it('adds nothing that the story holds already', () => {
    const told = { ...UNTOLD, phase: 'complete' as const, story: recordedStory };
    expect(tellingMessages(story(chapter(1)), told, null)).toEqual([]);
  });
});

describe('wayOnFrom', () => {
  it('goes on from the last chapter', () =>
    expect(wayOnFrom(story(chapter(1), chapter(2)), null)).toMatchObject({ storyId: 7, chapterNumber: 3 }));

  it('goes on from a chapter just told, before the story holds it', () =>
    expect(wayOnFrom(null, recordedStory)).toMatchObject({
      storyId: 7,
      chapterNumber: 2,
      choices: recordedStory.choices,
    }));

  it('has no way on from nothing', () => expect(wayOnFrom(story(), null)).toBeNull());
});
