import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { budget } from './build/budget.ts';
import { precompressed } from './build/precompressed.ts';

export default defineConfig({
  plugins: [react(), budget(200_000), precompressed()],
  build: {
    outDir: '../../../target/classes/webroot',
    emptyOutDir: true,
    // Inlined assets would be data: URIs, which the Content-Security-Policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://localhost:8080' } },
  test: {
    environment: 'happy-dom',
    setupFiles: 'src/testing/setup.ts',
    testTimeout: 20_000,
    include: ['{src,build}/**/*.test.{ts,tsx}'],
  },
});
