import pino, { type Logger } from 'pino';

export type Log = Logger;

/**
 * What the log keeps of an error. PostgreSQL quotes values in what it says of them, and a value may
 * be somebody's code or name: they are withheld, names of tables and rules stay.
 */
function plainOf(error: Error) {
  const code = (error as { code?: unknown }).code;
  const withhold = (text: string | undefined): string | undefined =>
    text
      ?.replace(/: "[^\n]*"(?=\n|$)/g, ': [withheld]')
      .replace(/\bvalue "[^"\n]*"/g, 'value [withheld]');
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: withhold(error.message),
    stack: withhold(error.stack),
  };
}

/**
 * Structured log on standard error (standard output belongs to commands). Fields that could carry
 * personal data are removed whoever logs them; request bodies and query strings are never logged.
 */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          'email',
          'name',
          'token',
          'password',
          'cookie',
          '*.email',
          '*.token',
          '*.cookie',
          '*.password',
        ],
        censor: '[withheld]',
      },
      serializers: {
        err: plainOf,
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
