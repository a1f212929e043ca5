import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { closeDevice, type Device, openDevice, useBrowser } from './stage/browser.ts';
import { post } from './stage/family.ts';

/** As a front-end developer pastes it into the console; only the token is filled in. */
const SNIPPET = `
const eventSource = new EventSource(
  '/api/v1/stories/generate/stream?child_id=1&theme=adventure&chapter_number=1&token=YOUR_TOKEN'
);

eventSource.onmessage = (event) => {
  const data = JSON.parse(event.data);
  console.log('Event:', data.type, data);
};

eventSource.onerror = (error) => {
  console.error('SSE Error:', error);
  eventSource.close();
};
`;

const AFTER_THE_TEXT = ['node', 'node', 'safety_check', 'node', 'metadata', 'complete'];

useBrowser();
let device: Device;
beforeEach(async () => {
  device = await openDevice(inject('url'));
});
afterEach(() => closeDevice(device, /SSE Error|\/auth\/me/));

async function demoToken({ context, page }: Device): Promise<string> {
  const { access_token } = await post(context.request, 'auth/login', {
    email: 'demo@example.com',
    password: 'intergalactic',
  });
  // The token alone must do.
  await context.clearCookies();
  await page.goto('/sign-in');
  return access_token;
}

/** Looks from beside the snippet, since its names are its own. */
const UNTIL_CLOSED = `
new Promise((closed) => {
  const look = () => (eventSource.readyState === EventSource.CLOSED ? closed() : requestAnimationFrame(look));
  look();
});
`;

it('streams a whole story to the snippet of the documentation', async () => {
  const { page } = device;
  const types: string[] = [];
  page.on('console', (message) => {
    const [, type] = /^Event: (\w+)/.exec(message.text()) ?? [];
    if (type !== undefined && type !== 'progress') types.push(type);
  });
  await page.evaluate(SNIPPET.replace('YOUR_TOKEN', await demoToken(device)) + UNTIL_CLOSED);
  expect(types.slice(0, 3)).toEqual(['node', 'node', 'content']);
  expect(types.filter((type) => type !== 'content').slice(2)).toEqual(AFTER_THE_TEXT);
});

it('ends the reconnecting of an EventSource that nobody closes with 204', async () => {
  const { page } = device;
  const token = await demoToken(device);
  const statuses: number[] = [];
  page.on('response', (response) => {
    if (response.url().includes('generate/stream')) statuses.push(response.status());
  });
  const types = await page.evaluate(`
    const eventSource = new EventSource('/api/v1/stories/generate/stream?child_id=1&theme=robots&token=${token}');
    const types = [];
    eventSource.onmessage = ({ data }) => types.push(JSON.parse(data).type);
    ${UNTIL_CLOSED.trim().replace(/;$/, '')}.then(() => types);
  `);
  expect(statuses).toEqual([200, 204]);
  expect((types as string[]).filter((type) => type === 'complete')).toHaveLength(1);
});
