// What Maven calls once the program is packed: writes target/bom-frontend.json, the page's bill of materials beside the
// program's own, and target/licences.txt, the licence of every part of both. Fails on a part without one, or with one that
// nobody has looked at. Offline Maven makes no bill of the program; then only the page's parts are looked at.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const HERE = resolve(import.meta.dirname, '..');
const TARGET = resolve(HERE, '../../../target');

/** All let the program be passed on as it is; of several that a part may be had under, one is enough. */
const FIT = [
  'Apache-2.0',
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'EPL-1.0',
  'EPL-2.0',
  'OFL-1.1',
  'CC0-1.0',
  'Unlicense',
];

const sbom = spawnSync('npm', ['sbom', '--package-lock-only', '--omit=dev', '--sbom-format=cyclonedx'], {
  cwd: HERE,
  encoding: 'utf8',
  shell: process.platform === 'win32',
  maxBuffer: 1 << 26,
});
if (sbom.status !== 0) fail([sbom.stderr]);
writeFileSync(join(TARGET, 'bom-frontend.json'), sbom.stdout);

const parts = [...components('bom.json'), ...components('bom-frontend.json')];
const lines = parts.map(({ name, licences }) => `${name}  ${licences.join(' or ')}`);
writeFileSync(join(TARGET, 'licences.txt'), `${lines.toSorted().join('\n')}\n`);
fail(
  parts
    .filter(({ licences }) => !licences.some((licence) => FIT.includes(licence)))
    .map(({ name, licences }) => `${name}: ${licences.join(' or ') || 'no licence'}`),
);

function components(file) {
  const path = join(TARGET, file);
  if (!existsSync(path)) return [];
  return JSON.parse(readFileSync(path, 'utf8')).components.map((component) => ({
    name: decodeURIComponent(component.purl.replace(/\?.*/, '')),
    licences: (component.licenses ?? []).flatMap(({ license, expression }) =>
      expression ? expression.replaceAll(/[()]/g, '').split(' OR ') : [license.id ?? license.name],
    ),
  }));
}

function fail(faults) {
  if (faults.length === 0) return;
  console.error(['Licences that nobody has looked at:', ...faults].join('\n'));
  process.exit(1);
}
