// What Maven calls: `install` and `build`, each only when something it depends on has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const HERE = resolve(import.meta.dirname, '..');
const TARGET = resolve(HERE, '../../../target');

const steps = {
  install: {
    command: ['npm', 'ci', '--no-audit', '--no-fund'],
    inputs: ['package-lock.json'],
    stamp: join(HERE, 'node_modules/.installed'),
    output: join(HERE, 'node_modules/.package-lock.json'),
  },
  build: {
    command: ['npm', 'run', '--silent', 'build'],
    inputs: [
      'src',
      'public',
      'build',
      'index.html',
      'package-lock.json',
      'package.json',
      'tsconfig.json',
      'vite.config.ts',
      '.oxlintrc.json',
      '../resources/openapi.yaml',
    ],
    stamp: join(TARGET, 'frontend.built'),
    output: join(TARGET, 'classes/webroot/index.html'),
  },
};

const step = steps[process.argv[2]];
const state = stateOf(step.inputs);
const isDone =
  existsSync(step.output) && existsSync(step.stamp) && readFileSync(step.stamp, 'utf8') === state;
if (!isDone) {
  const [program, ...options] = step.command;
  const { status } = spawnSync(program, options, {
    cwd: HERE,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
  mkdirSync(dirname(step.stamp), { recursive: true });
  writeFileSync(step.stamp, state);
}

function stateOf(inputs) {
  const hash = createHash('sha256');
  for (const [name, value] of Object.entries(process.env).toSorted()) {
    if (name.startsWith('VITE_')) hash.update(`${name}=${value}\n`);
  }
  for (const input of inputs) add(hash, join(HERE, input));
  return hash.digest('hex');
}

function add(hash, path) {
  let names;
  try {
    names = readdirSync(path).toSorted();
  } catch {
    hash.update(`${path}\n`).update(readFileSync(path));
    return;
  }
  for (const name of names) {
    // Written by the build itself.
    if (name !== 'contract.gen.ts') add(hash, join(path, name));
  }
}
