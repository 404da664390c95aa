import { z } from 'zod';
import { type AnyOperation, accessOf } from '../platform/http/operation.ts';

type Json = Record<string, unknown>;

export interface OpenApiDocument extends Json {
  readonly paths: Record<string, Record<string, OperationObject>>;
}

export interface OperationObject extends Json {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly 'x-permission': string;
  /** What a token must be for: `read` or `write`. */
  readonly 'x-token'?: string;
  readonly parameters: readonly Json[];
  readonly requestBody?: Json;
  readonly responses: Record<string, Json>;
}

/** JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _drop, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  return json;
}

function parameters(schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const json = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (json.required ?? []).includes(name),
    schema: property,
  }));
}

const PROBLEM = { $ref: '#/components/responses/Problem' };

function operationObject(operation: AnyOperation): OperationObject {
  const ok = {
    description: 'Done',
    content: { 'application/json': { schema: schemaOf(operation.output, 'output') } },
  };
  const open = operation.permission === 'NONE';
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    'x-permission': operation.permission,
    ...(open ? {} : { 'x-token': accessOf(operation) }),
    ...(open ? { security: [] } : {}),
    parameters: [...parameters(operation.params, 'path'), ...parameters(operation.query, 'query')],
    ...(operation.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(operation.body, 'input') } },
          },
        }
      : {}),
    responses: {
      '200': ok,
      ...(operation.method === 'post' ? { '201': { ...ok, description: 'Made' } } : {}),
      ...(open ? {} : { '401': PROBLEM, '403': PROBLEM }),
      ...(open || operation.limit ? { '429': PROBLEM } : {}),
      ...(operation.params ? { '404': PROBLEM } : {}),
      ...(operation.method === 'get' ? {} : { '409': PROBLEM }),
      ...(operation.body ? { '413': PROBLEM } : {}),
      '422': PROBLEM,
    },
  };
}

/** The OpenAPI 3.1 document of these operations. */
export function openApiDocument(
  operations: readonly AnyOperation[],
  serverUrl: string,
): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: operationObject(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Maillage',
      version: '1',
      description:
        'Read and write what the screens do, with the same rules. Make a token under « Mon compte »; what everybody may read or ask needs none. Lists come in pages: pass `next` as `cursor`. Errors are problem details (RFC 9457).',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: `${serverUrl}/api/v1` }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      responses: {
        Problem: {
          description: 'Why it was refused',
          content: {
            'application/problem+json': {
              schema: {
                type: 'object',
                required: ['type', 'title', 'status', 'code', 'errors'],
                properties: {
                  type: { type: 'string' },
                  title: { type: 'string' },
                  status: { type: 'integer' },
                  detail: { type: 'string', description: 'A sentence for people' },
                  code: { type: 'string', description: 'Stable, for programs' },
                  errors: {
                    type: 'array',
                    items: {
                      type: 'object',
                      required: ['field', 'code'],
                      properties: { field: { type: 'string' }, code: { type: 'string' } },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  };
}
