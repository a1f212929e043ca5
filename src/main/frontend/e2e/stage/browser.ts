import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { watchStoryText } from './storyWatch.ts';

export interface Device {
  context: BrowserContext;
  page: Page;
  /** What the browser complained of: the console's errors, refused content, exceptions nobody caught. */
  complaints: string[];
}

let browser: Browser;

/** One browser for the tests of a file. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '',
      args: ['--no-sandbox'],
      env: { ...(process.env as Record<string, string>), ...JSON.parse(process.env.CHROMIUM_ENV ?? '{}') },
      timeout: 60_000,
    });
  });
  afterAll(() => browser?.close());
}

/** A device of its own: cookies, settings and cache are shared with no other. */
export async function openDevice(url: string, options: BrowserContextOptions = {}): Promise<Device> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ignoreHTTPSErrors: true,
    ...options,
  });
  context.setDefaultTimeout(30_000);
  await context.addInitScript(watchStoryText);
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  return { context, page: await context.newPage(), complaints };
}

/** Closes the device; a page that is well has nothing to complain of, but for what `expected` matches. */
export async function closeDevice({ context, complaints }: Device, expected?: RegExp): Promise<void> {
  await context.close();
  expect(complaints.filter((complaint) => !expected?.test(complaint))).toEqual([]);
}
