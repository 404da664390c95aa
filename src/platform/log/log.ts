import pino, { type Logger } from 'pino';

export type Log = Logger;

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
        err: (error: Error) => ({ type: error.name, message: error.message, stack: error.stack }),
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
