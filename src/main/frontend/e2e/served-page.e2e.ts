import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, inject, it } from 'vitest';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Asks with these headers and no others: `fetch` would add its own and unpack the answer. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const asked = request(inject('url') + path, { method, headers }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await buffer(answer) };
}

async function scriptOf(): Promise<string> {
  const { body } = await ask('/');
  const path = /<script type="module"[^>]* src="(\/assets\/[^"]+\.js)"/.exec(body.toString())?.[1];
  if (path === undefined) throw new Error(`no script in ${body}`);
  return path;
}

it.each(['/', '/library', '/children/1', '/streams/7', '/stories/7', '/live/7', '/settings', '/sign-in'])(
  'serves the page at %s, to be asked for again each time',
  async (path) => {
    const { status, headers, body } = await ask(path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': 'text/html; charset=utf-8',
    });
    expect(body.toString()).toContain('<div id="root">');
  },
);

it('lets a file whose name changes with its content be kept for ever', async () => {
  const { status, headers } = await ask(await scriptOf());
  expect(status).toBe(200);
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
});

it.each(['page', 'script'])('sends no %s a second time to whoever has it', async (kind) => {
  const path = kind === 'page' ? '/' : await scriptOf();
  const { etag = '' } = (await ask(path)).headers;
  const again = await ask(path, { 'If-None-Match': `"another", ${etag}` });
  expect(again).toMatchObject({ status: 304, headers: { etag }, body: Buffer.alloc(0) });
  expect((await ask(path, { 'If-None-Match': '"another"' })).status).toBe(200);
});

it('sends what was compressed when the page was built', async () => {
  const path = await scriptOf();
  const plain = await ask(path);
  const brotli = await ask(path, { 'Accept-Encoding': 'gzip, deflate, br' });
  const gzip = await ask(path, { 'Accept-Encoding': 'gzip' });
  expect([plain, brotli, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([
    undefined,
    'br',
    'gzip',
  ]);
  expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
  expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
  expect(brotli.body.length).toBeLessThan(gzip.body.length);
  expect(gzip.body.length).toBeLessThan(plain.body.length / 2);
  for (const { headers } of [plain, brotli, gzip]) expect(headers.vary).toBe('Accept-Encoding');
});

it('tells the length of what it would send, to whoever asks for that alone', async () => {
  const path = await scriptOf();
  const head = await ask(path, {}, 'HEAD');
  expect(head.body).toHaveLength(0);
  expect(head.headers['content-length']).toBe(String((await ask(path)).body.length));
});

it('allows the page nothing that did not come from here', async () => {
  for (const path of ['/', await scriptOf()]) {
    const { headers } = await ask(path);
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.join()).not.toMatch(/unsafe|\*|https?:/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
  }
});

it('says in its own words that there is nothing, to a browser; to a program as a problem', async () => {
  const lost = await ask('/nowhere', { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
  expect(lost.status).toBe(404);
  expect(lost.headers['content-type']).toBe('text/html; charset=utf-8');
  for (const path of ['/nowhere', '/assets/gone.js', '/api/v1/nowhere']) {
    const problem = await ask(path, { Accept: '*/*' });
    expect(problem.status).toBe(404);
    expect(problem.headers['content-type']).toBe('application/problem+json');
  }
});
