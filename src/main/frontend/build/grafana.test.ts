import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const FOLDER = resolve(import.meta.dirname, '../../../../conf/grafana');
const FILE = join(import.meta.dirname, 'dashboard.gen.ts');
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  lib: ['lib.es2022.d.ts'],
  types: [],
};

/** Grafana's types, parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler has against it: only a literal's names and words are checked, so it becomes one. */
function faults(json: string): string[] {
  const source = `import type { GrafanaDashboard } from './grafana.ts';\nexport const dashboard: GrafanaDashboard = ${json};\n`;
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === FILE || fileExists(name);
  host.getSourceFile = (name, options) => {
    if (name === FILE) return ts.createSourceFile(name, source, options);
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, options));
    return parsed.get(name);
  };
  return ts
    .getPreEmitDiagnostics(ts.createProgram([FILE], OPTIONS, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const dashboards = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

test.each(dashboards)('%s is what Grafana takes', (name) => {
  expect(faults(readFileSync(join(FOLDER, name), 'utf8'))).toEqual([]);
});

describe('a dashboard that is not', () => {
  const good = JSON.stringify(JSON.parse(readFileSync(join(FOLDER, 'stories.json'), 'utf8')));

  test.each([
    ['"schemaVersion"', '"schemaVersoin"'],
    ['"w":4', '"w":"4"'],
    ['"type":"timeseries"', '"type":"graph"'],
    ['"unit":"percentunit"', '"unit":"percents"'],
    ['"fillOpacity"', '"fillOpacty"'],
    ['"showPoints":"never"', '"showPoints":"no"'],
    ['"legendFormat"', '"legend"'],
    ['"format":"heatmap"', '"format":"heat"'],
    ['"refresh":2', '"refresh":7'],
  ])('%s as %s is found', (right, wrong) => {
    const bad = good.replace(right, wrong);
    expect(bad).not.toBe(good);
    expect(faults(bad)).not.toEqual([]);
  });
});
