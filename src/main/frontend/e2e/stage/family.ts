import { randomInt, randomUUID } from 'node:crypto';
import type { APIRequestContext, APIResponse, BrowserContext, Locator, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { NewChild } from '../../src/lib/api.ts';
import { paragraphs, shownText } from './storyWatch.ts';

export interface StoredStory {
  title: string | null;
  chapters: { chapter_number: number; story_content: string }[];
}

export const PASSWORD = 'a lantern in the attic';
export const newEmail = () => `parent-${randomUUID()}@example.com`;

/** A parent signed in on this device, with a child. */
export async function family(
  context: BrowserContext,
  child: Partial<NewChild> = {},
): Promise<{ childId: number; email: string }> {
  const email = newEmail();
  await post(context.request, 'auth/register', { email, password: PASSWORD });
  return { childId: await addChild(context.request, child), email };
}

export async function addChild(request: APIRequestContext, child: Partial<NewChild>): Promise<number> {
  return (await post(request, 'children', { ...MIRA, ...child })).id;
}

const MIRA: NewChild = {
  name: 'Mira',
  age: 7,
  reading_level: 'beginner',
  language: 'en',
  interests: ['owls'],
};

export interface Lantern {
  /** Whoever loves it has stories that stop in the middle, where the storyteller waits for lanterns. */
  interests: string[];
  /** From now on they are told to their end. */
  release: () => Promise<void>;
}

export function newLantern(): Lantern {
  const name = Array.from({ length: 8 }, () => SYLLABLES[randomInt(SYLLABLES.length)]).join('');
  return {
    interests: [`lantern ${name}`],
    release: async () => void (await fetch(`${inject('storytellerUrl')}/released/${name}`)),
  };
}

// No word that a screen could object to comes out of these, and none that begins with the child's name: the program
// would hide that from the storyteller, who would wait for a lantern that nobody releases.
const SYLLABLES = ['lo', 'mi', 'nu', 'ru', 've', 'do'];

/** Starts a chapter without a page. */
export async function startStream(
  request: APIRequestContext,
  childId: number,
  theme: string,
): Promise<number> {
  return (await post(request, 'stories/streams', { child_id: childId, theme })).stream_id;
}

export async function storedStory(request: APIRequestContext, storyId: number): Promise<StoredStory> {
  return bodyOf(await request.get(`/api/v1/stories/${storyId}`));
}

// eslint-disable-next-line typescript/no-explicit-any -- what the tests read of it, the assertions check
export async function post(request: APIRequestContext, path: string, data?: object): Promise<any> {
  return bodyOf(await request.post(`/api/v1/${path}`, { data }));
}

async function bodyOf(answer: APIResponse) {
  if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`);
  return answer.status() === 204 ? null : answer.json();
}

/** From the choosing page to the first words of the story. */
export async function beginStory(page: Page, childId: number, theme = 'Space'): Promise<void> {
  await page.goto(`/children/${childId}`);
  await land(page, theme);
  await page.getByRole('button', { name: 'Tell me the story' }).click();
  await firstWords(page);
}

/** On a theme's planet. */
export async function land(page: Page, theme: string): Promise<void> {
  await page.locator('.theme', { hasText: theme }).click();
}

export async function firstWords(page: Page): Promise<void> {
  await page.locator('.story-text .word').first().waitFor();
}

/** More than so many words of the first chapter stand on the page. */
export async function untilWords(page: Page, count: number): Promise<void> {
  await page.locator('.story-text .word').nth(count).waitFor();
}

export const choices = (page: Page): Locator => page.locator('.choices button');

/** The chapter is told: the ways on stand below it, and the address names the story. */
export async function untilTold(page: Page): Promise<number> {
  await choices(page).first().waitFor({ timeout: 100_000 });
  await page.waitForURL(/\/stories\/\d+$/);
  return Number(page.url().split('/').at(-1));
}

/** What the page shows is what the server stores, to the letter. */
export async function expectStored(page: Page, request: APIRequestContext, storyId: number): Promise<void> {
  const { chapters } = await storedStory(request, storyId);
  const shown = await Promise.all(chapters.map((_, chapter) => shownText(page, chapter)));
  expect(shown).toEqual(chapters.map((chapter) => paragraphs(chapter.story_content)));
}
