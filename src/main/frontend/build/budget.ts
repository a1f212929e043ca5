import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Fails the build when all scripts together, gzipped, are larger than so many bytes. */
export function budget(bytes: number): Plugin {
  return {
    name: 'budget',
    apply: 'build',
    generateBundle(_, bundle) {
      const sizes = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk'
          ? [{ name: file.fileName, size: gzipSync(file.code, { level: 9 }).length }]
          : [],
      );
      const total = sizes.reduce((sum, { size }) => sum + size, 0);
      if (total <= bytes) return;
      const list = sizes.toSorted((a, b) => b.size - a.size).map(({ name, size }) => `${name} ${size}`);
      this.error(`The scripts have ${total} bytes gzipped; the budget is ${bytes}. ${list.join(', ')}`);
    },
  };
}
