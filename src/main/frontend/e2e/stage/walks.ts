import type { Page } from 'playwright-core';
import type { Device } from './browser.ts';
import {
  addChild,
  beginStory,
  choices,
  family,
  firstWords,
  land,
  newEmail,
  newLantern,
  PASSWORD,
  untilTold,
  untilWords,
} from './family.ts';

/** Looks at the page as it stands; `state` says where the walk is. */
export type Visit = (page: Page, state: string) => Promise<void>;

/** Every page in every state that stands still, on a server whose storyteller waits for lanterns. */
export const WALKS: Record<string, (device: Device, visit: Visit) => Promise<void>> = {
  'at the door': async ({ page }, visit) => {
    await page.goto('/');
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    await visit(page, 'sign-in');
    await page.getByLabel('Email').fill(newEmail());
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await visit(page, 'sign-in refused');
    await page.getByRole('link', { name: 'Open an account' }).click();
    await page.getByRole('heading', { name: 'Open an account' }).waitFor();
    await visit(page, 'sign-up');
    await page.getByLabel('Email').fill(newEmail());
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByRole('heading', { name: 'Who will be reading?' }).waitFor();
    await visit(page, 'nobody yet');
  },

  'in the rooms around the stories': async ({ page, context }, visit) => {
    const { childId } = await family(context);
    await addChild(context.request, { name: 'Maximilian-Alexander' });
    await page.goto('/');
    await page.getByRole('heading', { name: 'Mira' }).waitFor();
    await visit(page, 'children');
    await page.getByRole('button', { name: 'Add a child' }).click();
    await page.getByRole('dialog').waitFor();
    await visit(page, 'adding a child');
    await page.getByLabel('Name').fill('Juno');
    await page.getByLabel('Interests').fill('a, b, c, d, e, f, g, h, i, j, k');
    await page.getByRole('button', { name: 'Add the child' }).click();
    await page.locator('[aria-invalid=true]').waitFor();
    await visit(page, 'adding a child, refused');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Change Mira' }).click();
    await page.getByRole('dialog').waitFor();
    await visit(page, 'changing a child');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Erase Mira' }).click();
    await page.getByRole('dialog').waitFor();
    await visit(page, 'erasing a child');
    await page.goto('/library');
    await page.getByRole('heading', { name: 'No stories yet' }).waitFor();
    await visit(page, 'empty library');
    await page.goto('/settings');
    await page.getByText('Signed in as').waitFor();
    await visit(page, 'settings');
    await page.getByRole('button', { name: 'Erase the account' }).click();
    await page.getByRole('dialog').waitFor();
    await visit(page, 'erasing the account');
    await page.goto('/nowhere');
    await page.getByRole('heading', { name: 'Nothing but stars here' }).waitFor();
    await visit(page, 'nothing there');
    await page.goto(`/children/${childId + 1_000_000}`);
    await page.getByRole('alert').waitFor();
    await visit(page, 'a child who is not there');
  },

  'while a story is chosen and told': async ({ page, context }, visit) => {
    const { childId } = await family(context, { interests: newLantern().interests });
    await page.goto(`/children/${childId}`);
    await land(page, 'Magic');
    await visit(page, 'choosing');
    await page.getByLabel('Your own idea').fill('Let us murder the wizard');
    await page.getByRole('button', { name: 'Tell me the story' }).click();
    await page.getByRole('alert').waitFor();
    await visit(page, 'choosing, refused');

    await beginStory(page, childId, 'Magic');
    await untilWords(page, 30);
    await visit(page, 'reading, telling');
    const address = page.url();
    const watching = await context.newPage();
    await watching.goto(address.replace('/streams/', '/live/'));
    await firstWords(watching);
    await watching.getByRole('button', { name: 'Pause' }).waitFor();
    await visit(watching, 'live');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused. The storyteller waits.').waitFor();
    await visit(page, 'reading, paused');
    await watching.getByRole('button', { name: 'Resume' }).waitFor();
    await visit(watching, 'live, paused');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await visit(page, 'stopping a chapter');
    await page.goto('/');
    await page.getByRole('link', { name: 'Watch it live' }).waitFor();
    await visit(page, 'children, one reading');
    await page.goto('/library');
    await page.getByText('Paused now, watch live').waitFor();
    await visit(page, 'library, one being told');
    await page.goto(`/children/${childId}`);
    await page.getByText('Continue where I was').waitFor();
    await visit(page, 'choosing, one being told');

    const streams = '**/stories/streams/*';
    await context.route(streams, (route) => route.abort());
    await page.goto(address);
    await page.getByRole('button', { name: 'Go on reading' }).waitFor();
    await visit(page, 'reading, the way lost');
    await context.unroute(streams);
    await page.getByRole('button', { name: 'Go on reading' }).click();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop it' }).click();
    await page.getByRole('alert').waitFor();
    await visit(page, 'reading, stopped');
    await watching.getByRole('alert').waitFor();
    await visit(watching, 'live, stopped');
    await watching.close();
  },

  'when a story is told and kept': async ({ page, context }, visit) => {
    const { childId } = await family(context);
    await beginStory(page, childId, 'Magic');
    await untilTold(page);
    await visit(page, 'reading, told');
    await page.locator('.next').scrollIntoViewIfNeeded();
    await visit(page, 'reading, what happens next');
    await page.getByLabel('Or an idea of your own').fill('Let us murder the captain');
    await page.getByRole('button', { name: 'Tell it' }).click();
    await page.getByRole('alert').waitFor();
    await visit(page, 'reading, an idea refused');
    await choices(page).first().click();
    await page.getByRole('heading', { name: 'Chapter 2' }).waitFor();
    await page.locator('.chapter').nth(1).locator('.facts .chip-safe').waitFor();
    await visit(page, 'reading, chapter 2');
    await addChild(context.request, { name: 'Otto' });
    await page.goto('/library');
    await page.getByText('2 chapters').waitFor();
    await visit(page, 'library');
    await page.getByRole('button', { name: /^Erase / }).click();
    await page.getByRole('dialog').waitFor();
    await visit(page, 'erasing a story');
  },
};
