import type { Chapter, Story } from '../lib/api';

export function chapter(chapter_number: number, part: Partial<Chapter> = {}): Chapter {
  return {
    chapter_number,
    stream_id: chapter_number,
    story_content: `Chapter ${chapter_number}.`,
    choices: [
      { id: 1, text: 'Left' },
      { id: 2, text: 'Right' },
    ],
    choice_question: 'Where to?',
    choice_taken: null,
    custom_user_input: null,
    educational_elements: [],
    estimated_reading_time: 1,
    vocabulary_level: 'beginner',
    safety_score: 1,
    word_count: 2,
    readability: 1,
    created_at: '2026-01-01T00:00:00Z',
    ...part,
  };
}

export function story(...chapters: Chapter[]): Story {
  return {
    id: 7,
    child_id: 1,
    title: 'T',
    theme: 'space',
    chapters,
    stream: null,
    created_at: '2026-01-01T00:00:00Z',
  };
}
