import { defineConfig } from 'vite';

const folder = './src/modules/orientation/counter/components';

/** The counter is built apart from the pages: a few kilobytes that start at once. */
export default defineConfig({
  base: '/assets/counter/',
  publicDir: false,
  build: {
    target: 'es2022',
    outDir: 'build/client/assets/counter',
    emptyOutDir: true,
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: { input: { counter: `${folder}/main.tsx`, worker: `${folder}/worker.ts` } },
  },
});
