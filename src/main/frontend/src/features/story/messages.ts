import type { Chapter, Story } from '../../lib/api';
import type { Choice, ToldStory } from './events';
import type { ChapterRequest } from './request';
import { isOver, type Telling } from './telling';

export interface ChapterFacts {
  isApproved: boolean | null;
  readingMinutes: number | null;
  vocabularyLevel: string | null;
  educationalElements: readonly string[];
}

/** A line of the conversation: a chapter, or the wish that led to it. */
export interface StoryMessage {
  id: string;
  role: 'user' | 'assistant';
  text: string;
  chapterNumber: number;
  isTelling: boolean;
  facts: ChapterFacts | null;
}

export function chapterMessages(story: Story | null): StoryMessage[] {
  return (story?.chapters ?? []).flatMap((chapter, i, chapters) => [
    ...wishMessage(chapter.chapter_number, wishOf(chapter, chapters[i - 1])),
    {
      id: chapterId(chapter.chapter_number),
      role: 'assistant' as const,
      text: chapter.story_content,
      chapterNumber: chapter.chapter_number,
      isTelling: false,
      facts: {
        isApproved: true,
        readingMinutes: chapter.estimated_reading_time,
        vocabularyLevel: chapter.vocabulary_level,
        educationalElements: chapter.educational_elements,
      },
    },
  ]);
}

/** The chapter being told, unless the story holds it already. */
export function tellingMessages(
  story: Story | null,
  telling: Telling,
  request: ChapterRequest | null,
): StoryMessage[] {
  const chapterNumber = chapterNumberOf(story, telling, request);
  if (story?.chapters.some((chapter) => chapter.chapter_number === chapterNumber)) return [];
  return [
    ...wishMessage(chapterNumber, request && requestedWish(request, story?.chapters.at(-1))),
    {
      id: chapterId(chapterNumber),
      role: 'assistant',
      text: telling.text,
      chapterNumber,
      isTelling: !isOver(telling),
      facts: isOver(telling) ? factsOf(telling) : null,
    },
  ];
}

/** How the story may go on, once its last chapter is told. */
export interface WayOn {
  storyId: number;
  chapterNumber: number;
  question: string | null;
  choices: readonly Choice[];
}

/** `told` is the chapter just told, which the story may not hold yet. */
export function wayOnFrom(story: Story | null, told: ToldStory | null): WayOn | null {
  const last = story?.chapters.at(-1);
  if (told && told.chapter_number > (last?.chapter_number ?? 0)) {
    const { story_id: storyId, choices, choice_question: question = null } = told;
    return { storyId, chapterNumber: told.chapter_number + 1, question, choices };
  }
  if (!story || !last) return null;
  return {
    storyId: story.id,
    chapterNumber: last.chapter_number + 1,
    question: last.choice_question,
    choices: last.choices,
  };
}

export const chapterId = (chapterNumber: number) => `chapter-${chapterNumber}`;

function chapterNumberOf(story: Story | null, telling: Telling, request: ChapterRequest | null): number {
  return (
    telling.story?.chapter_number ??
    request?.chapter_number ??
    story?.stream?.chapter_number ??
    (story?.chapters.at(-1)?.chapter_number ?? 0) + 1
  );
}

function wishMessage(chapterNumber: number, wish: string | null | undefined): StoryMessage[] {
  if (!wish) return [];
  return [
    { id: `wish-${chapterNumber}`, role: 'user', text: wish, chapterNumber, isTelling: false, facts: null },
  ];
}

function wishOf(chapter: Chapter, before: Chapter | undefined): string | null | undefined {
  return (
    chapter.custom_user_input ?? before?.choices.find((choice) => choice.id === chapter.choice_taken)?.text
  );
}

function requestedWish(request: ChapterRequest, before: Chapter | undefined): string | null | undefined {
  return request.custom_user_input ?? before?.choices.find((choice) => choice.id === request.choice)?.text;
}

function factsOf({ safety, metadata }: Telling): ChapterFacts {
  return {
    isApproved: safety && safety.status === 'approved',
    readingMinutes: metadata?.estimated_reading_time ?? null,
    vocabularyLevel: metadata?.vocabulary_level ?? null,
    educationalElements: metadata?.educational_elements ?? [],
  };
}
