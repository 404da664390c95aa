import { guard } from '../../../platform/http/route.ts';
import { fileNumber } from '../domain.ts';
import { exportOf } from '../ending/domain.ts';
import { openFile } from './open.ts';

/** What a person is given of their file, for a machine. Its name tells nobody's. */
export const loader = guard('follow-up.write', async (args) => {
  const file = await openFile(args);
  return new Response(`${JSON.stringify(exportOf(file), null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="suivi-${fileNumber(file.id)}.json"`,
      'cache-control': 'private, no-store',
    },
  });
});
