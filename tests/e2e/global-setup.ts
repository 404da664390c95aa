import { startServer } from '../support/server.ts';

/** One server with a small demonstration for all journeys; tests find it in `MAILLAGE_E2E_URL`. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.MAILLAGE_E2E_URL) return undefined;
  const server = await startServer();
  process.env.MAILLAGE_E2E_URL = server.url;
  return async () => {
    const code = await server.stop();
    if (code !== 0) throw new Error(`The server ended with ${code}:\n${server.output()}`);
  };
}
