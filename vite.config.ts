import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import { WORDS } from './react-router.config.ts';

/**
 * What every page needs comes in two files that stay in the browser's store, packed better than
 * twenty small ones: the libraries that draw pages, and the shell around them.
 */
const COMMON = [
  { name: 'libraries', test: /node_modules\/(react|react-dom|react-router|scheduler)\// },
  {
    name: 'shell',
    test: /\/src\/(web\/(layout\/|root|paths)|ui\/(error-text|figure|form|layout|locale|may|messages|print-button|suggest|table)|platform\/i18n\/|modules\/alliance\/(components|domain|messages))/,
  },
];

/** Scripts for the browser carry the words of one language, under both names (ADR 29). */
const oneLanguage: Plugin = {
  name: 'one-language',
  applyToEnvironment: ({ name }) => name === 'client',
  load: {
    filter: { id: new RegExp(`/messages\\.${WORDS === 'fr' ? 'en' : 'fr'}\\.ts$`) },
    handler: () => {
      const other = WORDS === 'fr' ? 'en' : 'fr';
      return `export { ${WORDS} as ${other} } from './messages.${WORDS}.ts';`;
    },
  },
};

/** Schemas check what the server is sent; in a browser they would only be weight. */
const noSchemas: Plugin = {
  name: 'no-schemas',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle(_options, bundle) {
    for (const part of Object.values(bundle)) {
      if (part.type !== 'chunk' || !part.moduleIds.some((id) => id.includes('/zod/'))) continue;
      const near = part.moduleIds.filter((id) => id.endsWith('contract.ts'));
      this.error(`zod is in ${part.fileName} (${near}): pages take their lists from domain.ts`);
    }
  },
};

export default defineConfig({
  plugins: [oneLanguage, noSchemas, tailwindcss(), reactRouter()],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  environments: {
    client: { build: { rollupOptions: { output: { codeSplitting: { groups: COMMON } } } } },
    ssr: {
      build: {
        rollupOptions: {
          // The server itself knows both languages; of the other one it needs the list of scripts.
          input: WORDS === 'fr' ? './src/web/handler.ts' : 'virtual:react-router/server-manifest',
        },
      },
    },
  },
});
