// The journeys in a real browser against the packaged program, or one line that says why they are left out.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { browser } from './browser.mjs';

const FRONTEND = resolve(import.meta.dirname, '..');
const JAR = resolve(FRONTEND, '../../../target/intergalactic-teacher.jar');

if (!existsSync(JAR)) {
  console.error(`There is no ${JAR} yet: mvn package makes it.`);
  process.exit(1);
}
const found = await browser();
if ('missing' in found) {
  console.warn(`The journeys in a browser were left out: ${found.missing}.`);
  process.exit(0);
}
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'e2e/vitest.config.ts', ...process.argv.slice(2)],
  {
    cwd: FRONTEND,
    stdio: 'inherit',
    env: { ...process.env, JAR, CHROMIUM: found.path, CHROMIUM_ENV: JSON.stringify(found.env) },
  },
);
process.exit(status ?? 1);
