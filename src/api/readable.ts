import { html, raw } from 'hono/html';
import type { Locale } from '../platform/i18n/messages.ts';
import type { OpenApiDocument, OperationObject } from './openapi.ts';

const WORDS = {
  fr: {
    title: 'Interface de programmation',
    lead: 'Lire et écrire ce que font les écrans, avec les mêmes règles. Créez un jeton dans « Mon compte » et envoyez-le dans l’en-tête Authorization. Les listes viennent par pages : donnez « next » comme « cursor ». Les erreurs suivent la RFC 9457 (problem+json).',
    document: 'Document OpenAPI 3.1',
    permission: 'Permission',
    parameters: 'Paramètres',
    required: 'obligatoire',
    body: 'Corps attendu',
    answer: 'Réponse',
    home: 'Retour à Maillage',
    contents: 'Sommaire',
  },
  en: {
    title: 'Programming interface',
    lead: 'Read and write what the screens do, with the same rules. Make a token under “My account” and send it in the Authorization header. Lists come in pages: pass “next” as “cursor”. Errors follow RFC 9457 (problem+json).',
    document: 'OpenAPI 3.1 document',
    permission: 'Permission',
    parameters: 'Parameters',
    required: 'required',
    body: 'Expected body',
    answer: 'Answer',
    home: 'Back to Maillage',
    contents: 'Contents',
  },
};

/** The interface for people to read: every operation, without a script or a style of others. */
export function readablePage(document: OpenApiDocument, locale: Locale) {
  const t = WORDS[locale];
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${t.title} — Maillage</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/api.css" />
      </head>
      <body>
        <main>
          <p><a href="/">${t.home}</a></p>
          <h1>${t.title}</h1>
          <p>${t.lead}</p>
          <pre tabindex="0"><code>curl -H "Authorization: Bearer mlg_…" ${(document.servers as { url: string }[])[0]?.url ?? ''}/partnerships</code></pre>
          <p><a href="/api/v1/openapi.json">${t.document}</a></p>
          <nav aria-label="${t.contents}">
            <ul>
              ${operations.map(
                ({ path, method, operation }) =>
                  html`<li><a href="#${operation.operationId}"><code>${method.toUpperCase()} ${path}</code></a> ${operation.summary}</li>`,
              )}
            </ul>
          </nav>
          ${operations.map(({ path, method, operation }) => section(path, method, operation, t))}
        </main>
      </body>
    </html>`;
}

function section(
  path: string,
  method: string,
  operation: OperationObject,
  t: (typeof WORDS)['fr'],
) {
  const parameters = operation.parameters as {
    name: string;
    in: string;
    required: boolean;
    schema: unknown;
  }[];
  const content = (part: unknown): unknown =>
    (part as { content?: Record<string, { schema: unknown }> } | undefined)?.content?.[
      'application/json'
    ]?.schema;
  const body = content(operation.requestBody);
  return html`<section aria-labelledby="${operation.operationId}">
    <h2 id="${operation.operationId}"><code>${method.toUpperCase()} ${path}</code></h2>
    <p>${operation.summary}</p>
    <p>${t.permission} : <code>${operation['x-permission']}</code></p>
    ${
      parameters.length > 0
        ? html`<h3>${t.parameters}</h3>
          <ul>${parameters.map(
            (p) =>
              html`<li><code>${p.name}</code> (${p.in}${p.required ? `, ${t.required}` : ''}) <code>${JSON.stringify(p.schema)}</code></li>`,
          )}</ul>`
        : raw('')
    }
    ${body ? html`<details><summary>${t.body}</summary><pre tabindex="0">${JSON.stringify(body, null, 2)}</pre></details>` : raw('')}
    <details><summary>${t.answer}</summary><pre tabindex="0">${JSON.stringify(content(operation.responses['200']), null, 2)}</pre></details>
  </section>`;
}
