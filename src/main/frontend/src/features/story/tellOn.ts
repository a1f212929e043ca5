import type { Story } from '../../lib/api';
import { wayOnFrom } from './messages';
import type { ChapterRequest } from './request';
import { storyStore } from './store';

/** Asks for the chapter after the last one. What goes wrong is in the store, where the page shows it. */
export async function tellOn(
  story: Story | null,
  wish: Pick<ChapterRequest, 'choice' | 'custom_user_input'>,
): Promise<void> {
  const { telling, request } = storyStore.getState();
  const way = wayOnFrom(story, telling?.story ?? null);
  const childId = story?.child_id ?? request?.childId;
  if (!way || childId === undefined) return;
  await tellAgain({ childId, story_id: way.storyId, chapter_number: way.chapterNumber, ...wish });
}

export async function tellAgain(request: ChapterRequest): Promise<void> {
  await storyStore
    .getState()
    .generateStoryStreaming(request)
    .catch(() => {});
}
