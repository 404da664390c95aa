export interface ApiAnswer {
  readonly status: number;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test states what it expects of an answer
  readonly json: any;
}

/** Asks the programming interface of a running server, as a program would. */
export async function callApi(
  serverUrl: string,
  method: string,
  path: string,
  token: string | null,
  body?: unknown,
): Promise<ApiAnswer> {
  const answer = await fetch(`${serverUrl}/api/v1${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    json: text ? JSON.parse(text) : null,
  };
}

/** What a refusal says of each field, in order: `name: required`. */
export function refusedFields(answer: ApiAnswer): string[] {
  const errors: { field: string; code: string }[] = answer.json.errors;
  return errors.map(({ field, code }) => `${field}: ${code}`).sort();
}
