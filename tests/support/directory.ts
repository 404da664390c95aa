import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Directory {
  /** For `DIRECTORY_URL`. */
  readonly url: string;
  /** Requests answered so far. */
  readonly asked: () => number;
  stop(): Promise<void>;
}

/** Requests a second from one address before the directory answers 429, as documented. */
const RATE = 7;

/**
 * A local stand-in for the public directory of organisations (« recherche d’entreprises »), as far
 * as it is documented: `GET /search?q=…&page=…&per_page=…` with at most 25 a page, 400 without a
 * usable question, 429 with Retry-After beyond seven requests a second. Words of the question bring
 * its bad days about: « lente », « panne », « charabia ».
 */
export async function startDirectory(): Promise<Directory> {
  let asked = 0;
  let window = { second: 0, hits: 0 };
  const server: Server = createServer((request, response) => {
    asked += 1;
    const url = new URL(request.url ?? '/', 'http://directory');
    const answer = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    const second = Math.floor(Date.now() / 1000);
    window = window.second === second ? { second, hits: window.hits + 1 } : { second, hits: 1 };
    if (window.hits > RATE) return answer(429, { erreur: 'Too many' }, { 'retry-after': '1' });
    const q = url.searchParams.get('q') ?? '';
    const perPage = Number(url.searchParams.get('per_page') ?? 10);
    if (url.pathname !== '/search') return answer(404, { erreur: 'Not found' });
    if (q.length < 3 || perPage < 1 || perPage > 25) return answer(400, { erreur: 'Bad request' });
    if (q.includes('panne')) return answer(500, 'Internal Server Error');
    if (q.includes('charabia')) return answer(200, { results: [{ siren: 12 }] });
    if (q.includes('lente')) {
      setTimeout(() => answer(200, { results: [], total_results: 0 }), 8_000).unref();
      return;
    }
    const results = q.includes('inconnue') ? [] : [organisation(q)];
    answer(200, {
      results,
      total_results: results.length,
      page: 1,
      per_page: perPage,
      total_pages: 1,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** An invented organisation in the shape of the documentation. */
function organisation(q: string) {
  return {
    siren: '732829320',
    nom_complet: `RELAIS ${q.toUpperCase()} (RDM)`,
    nom_raison_sociale: `RELAIS ${q.toUpperCase()}`,
    sigle: 'RDM',
    nature_juridique: '9220',
    etat_administratif: 'A',
    statut_diffusion: 'O',
    siege: {
      siret: '73282932000074',
      adresse: '3 RUE DE LA MAIRIE 23000 GUERET',
      code_postal: '23000',
      commune: '23096',
      libelle_commune: 'GUERET',
      latitude: '46.17',
      longitude: '1.87',
    },
    complements: {
      est_ess: true,
      est_siae: true,
      type_siae: ['ACI'],
      identifiant_association: 'W232000001',
    },
    matching_etablissements: [],
  };
}
