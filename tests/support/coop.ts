import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Bad days of the stand-in, each for one request; `fine` lets one pass in between. */
export type CoopFault = 'fine' | 'busy' | 'down' | 'slow' | 'cut' | 'nonsense';

export interface CoopServer {
  /** For `COOP_URL`. */
  readonly url: string;
  readonly token: string;
  /** What it knows; tests change it between imports. */
  readonly activities: Map<string, Record<string, unknown>>;
  /** Faults of the next requests, in order. */
  readonly faults: CoopFault[];
  /** Addresses asked for so far, path and query. */
  readonly asked: string[];
  stop(): Promise<void>;
}

/**
 * A local stand-in for La Coop de la médiation numérique as its interface is documented (2026):
 * `GET /activites`, bearer token or 401, JSON:API, most recently modified first, `page[size]` up to
 * 500, a cursor over modification and id, `filter[modification][depuis]` inclusive or 400, a link to
 * the next page as long as the page has anything, 429 with Retry-After when it is busy.
 */
export async function startCoop(): Promise<CoopServer> {
  const token = 'coop-test-token';
  const activities = new Map<string, Record<string, unknown>>();
  const faults: CoopFault[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const url = new URL(request.url ?? '/', 'http://coop');
    const answer = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (request.headers.authorization !== `Bearer ${token}`)
      return answer(401, { errors: [{ status: '401', title: 'Unauthorized' }] });
    switch (faults.shift()) {
      case 'busy':
        return answer(429, { errors: [{ status: '429' }] }, { 'retry-after': '2' });
      case 'down':
        return answer(503, 'Service Unavailable');
      case 'slow':
        setTimeout(() => answer(200, { data: [], links: {} }), 5_000).unref();
        return;
      case 'cut':
        request.socket.destroy();
        return;
      case 'nonsense':
        return answer(200, '<html>maintenance</html>');
      default:
    }
    if (url.pathname !== '/activites') return answer(404, { errors: [{ status: '404' }] });
    const since = url.searchParams.get('filter[modification][depuis]');
    if (since !== null && !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(since))
      return answer(400, { errors: [{ status: '400', title: 'Invalid datetime' }] });
    const size = Number(url.searchParams.get('page[size]') ?? 500);
    if (!Number.isInteger(size) || size < 1 || size > 500)
      return answer(400, { errors: [{ status: '400' }] });
    const after = url.searchParams.get('page[after]');
    const from = after ? Buffer.from(after, 'base64url').toString() : null;
    const keyOf = ([id, one]: [string, Record<string, unknown>]): string =>
      `${String(one.modification)} ${id}`;
    const rows = [...activities]
      .filter(([, one]) => since === null || String(one.modification) >= since)
      .sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))
      .filter((entry) => from === null || keyOf(entry) < from)
      .slice(0, size);
    const last = rows.at(-1);
    const next = new URLSearchParams(url.searchParams);
    if (last) next.set('page[after]', Buffer.from(keyOf(last)).toString('base64url'));
    answer(200, {
      data: rows.map(([id, attributes]) => ({ type: 'activite', id, attributes })),
      links: {
        self: { href: url.href },
        ...(last ? { next: { href: `http://coop/activites?${next}` } } : {}),
      },
      meta: { total_count: activities.size, has_next_page: last !== undefined },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    activities,
    faults,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** An activity in the shape of the documentation; `more` replaces attributes. */
export function coopActivity(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'individuel',
    mediateur_id: '11111111-1111-4111-8111-111111111111',
    user_id: '22222222-2222-4222-8222-222222222222',
    accompagnements: 1,
    date: '2026-06-10',
    duree: 45,
    type_lieu: 'domicile',
    structure_id: null,
    lieu_code_postal: '23000',
    lieu_commune: 'Guéret',
    lieu_code_insee: '23096',
    creation: '2026-06-10T10:00:00.000Z',
    modification: '2026-06-10T10:00:00.000Z',
    suppression: null,
    autonomie: 'partiellement_autonome',
    oriente_vers_structure: null,
    structure_de_redirection: null,
    materiel: ['telephone'],
    thematiques: ['email'],
    tags: [],
    precisions_demarche: null,
    titre_atelier: null,
    niveau_atelier: null,
    beneficiaires: {
      total: 1,
      genres: { masculin: 0, feminin: 1, non_communique: 0 },
      tranches_age: { soixante_dix_plus: 1 },
      statuts: { retraite: 1 },
    },
    ...more,
  };
}
