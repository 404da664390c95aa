import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

/**
 * What every page needs comes in two files that stay in the browser's store, packed better than
 * twenty small ones: libraries, and the shell around the pages.
 */
const COMMON = [
  { name: 'libraries', test: /node_modules/ },
  {
    name: 'shell',
    test: /\/src\/(web\/(layout\/|root|paths)|ui\/(form|layout|locale|messages|suggest)|platform\/i18n\/|modules\/alliance\/(domain|messages))/,
  },
];

export default defineConfig({
  plugins: [tailwindcss(), reactRouter()],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  environments: {
    client: { build: { rollupOptions: { output: { codeSplitting: { groups: COMMON } } } } },
    ssr: { build: { rollupOptions: { input: './src/web/handler.ts' } } },
  },
});
