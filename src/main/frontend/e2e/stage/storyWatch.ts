import type { Page } from 'playwright-core';
import { expect } from 'vitest';

declare global {
  interface Window {
    /** Where a chapter's text did not simply grow. */
    storyFaults: string[];
  }
}

/** Runs in the page before any of its own scripts: every change of a chapter's text must only add to it. */
export function watchStoryText(): void {
  window.storyFaults = [];
  const seen = new WeakMap<Element, string>();
  const look = () => {
    for (const element of document.querySelectorAll('.story-text')) {
      const before = seen.get(element) ?? '';
      const now = element.textContent ?? '';
      if (!now.startsWith(before))
        window.storyFaults.push(`“${before.slice(-40)}” became “${now.slice(-40)}”`);
      seen.set(element, now);
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

/** The paragraphs of a chapter as they stand on the page. */
export const shownText = (page: Page, chapter = 0): Promise<string[]> =>
  page.locator('.story-text').nth(chapter).locator('p').allTextContents();

export const paragraphs = (content: string): string[] => content.split(/\n+/).filter((text) => text !== '');

export async function expectNothingTakenBack(page: Page): Promise<void> {
  expect(await page.evaluate(() => window.storyFaults)).toEqual([]);
}
