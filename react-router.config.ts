import type { Config } from '@react-router/dev/config';

/** The language whose words the browser's scripts carry; each is built once (`tools/build.mjs`). */
export const WORDS = process.env.MAILLAGE_WORDS === 'en' ? 'en' : 'fr';

export default {
  appDirectory: 'src/web',
  buildDirectory: WORDS === 'fr' ? 'build' : 'build/en',
  ssr: true,
  serverBuildFile: 'index.js',
} satisfies Config;
