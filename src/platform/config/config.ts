import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const optionalUrl = (protocols: RegExp) =>
  z
    .string()
    .regex(protocols)
    .optional()
    .or(z.literal('').transform(() => undefined));

const environment = z
  .object({
    PORT: port.default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    MAILLAGE_DATA: z.string().min(1).default('./data'),
    DATABASE_URL: optionalUrl(/^postgres(ql)?:\/\//),
    DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
    MAILLAGE_SECRET: z.string().min(32).optional(),
    MAILLAGE_DEMO_SCALE: z.coerce.number().positive().max(10).default(1),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    SMTP_URL: optionalUrl(/^smtps?:\/\//),
    MAIL_FROM: z.string().min(3).default('Maillage <ne-pas-repondre@localhost>'),
    SMS_URL: optionalUrl(/^https?:\/\//),
    SMS_TOKEN: z.string().optional(),
    SMS_FROM: z
      .string()
      .regex(/^[A-Za-z0-9 ]{3,11}$/)
      .default('Maillage'),
    OIDC_ISSUER: optionalUrl(/^https?:\/\//),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OIDC_LABEL: z.string().default('OpenID Connect'),
    DIRECTORY_URL: z
      .union([z.literal(''), z.url({ protocol: /^https?$/ })])
      .default('https://recherche-entreprises.api.gouv.fr'),
    COOP_URL: z.url({ protocol: /^https?$/ }).default('https://coop-numerique.anct.gouv.fr/api/v1'),
    COOP_TOKEN: z.string().max(4000).default(''),
    WEBHOOKS_PRIVATE: z.stringbool().default(false),
    TRUST_PROXY: z
      .union([z.coerce.number().int().min(0).max(9), z.stringbool().transform(Number)])
      .default(0),
    METRICS_TOKEN: z
      .string()
      .regex(/^[!-~]{16,}$/, 'sixteen characters or more, none of them a space')
      .optional()
      .or(z.literal('').transform(() => undefined)),
    METRICS_PORT: z.union([z.literal('').transform(() => undefined), port]).optional(),
    BACKUP_FOLDER: z.string().optional(),
    BACKUP_KEEP: z
      .string()
      .regex(/^\d{1,3},\d{1,3},\d{1,3}$/, 'three numbers: days,weeks,months; for instance 7,4,12')
      .default('7,4,12'),
    BACKUP_RECIPIENT: z
      .string()
      .regex(/^(age1[a-z0-9]+(\s*,\s*|$))*$/, 'one or several age1… keys, with commas between')
      .default(''),
    BACKUP_PASSPHRASE_FILE: z.string().default(''),
  })
  .superRefine((env, issue) => {
    if (env.BACKUP_RECIPIENT && env.BACKUP_PASSPHRASE_FILE) {
      issue.addIssue({
        code: 'custom',
        path: ['BACKUP_PASSPHRASE_FILE'],
        message: 'BACKUP_RECIPIENT and BACKUP_PASSPHRASE_FILE exclude each other',
      });
    }
    if (env.SMS_URL && !env.SMS_TOKEN) {
      issue.addIssue({
        code: 'custom',
        path: ['SMS_TOKEN'],
        message: 'SMS_TOKEN is needed with SMS_URL',
      });
    }
    if (env.OIDC_ISSUER && !(env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET)) {
      issue.addIssue({
        code: 'custom',
        path: ['OIDC_CLIENT_ID'],
        message: 'OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed with OIDC_ISSUER',
      });
    }
  });

/** What a process was told at start; read once, never from `process.env` afterwards. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Address that people use, without a trailing slash; null = derived from the port. */
  readonly publicUrl: string | null;
  /** Absolute folder that holds the embedded database, files and the generated secret. */
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  readonly secret: string;
  /** Where the secret comes from; a new one is not on disk before `keepSecret`. */
  readonly secretOrigin: 'environment' | 'file' | 'new';
  readonly demoScale: number;
  readonly logLevel: string;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** The HTTP gateway for text messages; null = the development mailbox. */
  readonly sms: { readonly url: string; readonly token: string; readonly from: string } | null;
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly label: string;
  } | null;
  /** Public directory of organisations, without a trailing slash; null = off. */
  readonly directoryUrl: string | null;
  /** La Coop de la médiation numérique; null without a token. */
  readonly coop: { readonly url: string; readonly token: string } | null;
  /** Lets webhooks reach addresses of the own network. */
  readonly webhooksPrivate: boolean;
  /** How many reverse proxies stand in front, each of which adds to X-Forwarded-For. */
  readonly proxyHops: number;
  /** Who reads `/metrics` says this; null = nobody does at the port of the pages. */
  readonly metricsToken: string | null;
  /** A port for monitors alone; null = none. */
  readonly metricsPort: number | null;
  /** Backups every night; null without a folder. */
  readonly backup: BackupConfig | null;
}

/** Where backups go every night, and how many stay. */
export interface BackupConfig {
  /** Absolute. */
  readonly folder: string;
  /** The last backup of each of so many days, weeks, months that have one. */
  readonly keep: { readonly daily: number; readonly weekly: number; readonly monthly: number };
  /** Public age keys (`age1…`) that can open them; none = not encrypted to a key. */
  readonly recipients: readonly string[];
  /** Absolute path of a file that holds a passphrase; null = none. */
  readonly passphraseFile: string | null;
}

/** Every problem of the environment at once, each naming its variable. */
export interface ConfigFailure {
  readonly code: 'config-invalid';
  readonly problems: readonly { readonly variable: string; readonly message: string }[];
}

/**
 * Reads and checks the environment. Without `MAILLAGE_SECRET` the secret is the one that the data
 * folder keeps; without either a new one is made, which `keepSecret` writes once the database has
 * shown that nothing was sealed with another.
 */
export function readConfig(env: NodeJS.ProcessEnv): Result<Config, ConfigFailure> {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      variable: issue.path.join('.') || '(environment)',
      message: issue.message,
    }));
    return fail({ code: 'config-invalid', problems });
  }
  const read = parsed.data;
  const dataFolder = resolve(read.MAILLAGE_DATA);
  const kept = read.MAILLAGE_SECRET ? null : keptSecret(dataFolder);
  return ok({
    port: read.PORT,
    host: read.HOST,
    publicUrl: read.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataFolder,
    databaseUrl: read.DATABASE_URL ?? null,
    databasePool: read.DATABASE_POOL,
    secret: read.MAILLAGE_SECRET ?? kept ?? randomBytes(32).toString('base64url'),
    secretOrigin: read.MAILLAGE_SECRET ? 'environment' : kept ? 'file' : 'new',
    demoScale: read.MAILLAGE_DEMO_SCALE,
    logLevel: read.LOG_LEVEL,
    smtpUrl: read.SMTP_URL ?? null,
    mailFrom: read.MAIL_FROM,
    sms:
      read.SMS_URL && read.SMS_TOKEN
        ? { url: read.SMS_URL, token: read.SMS_TOKEN, from: read.SMS_FROM }
        : null,
    oidc:
      read.OIDC_ISSUER && read.OIDC_CLIENT_ID && read.OIDC_CLIENT_SECRET
        ? {
            issuer: read.OIDC_ISSUER.replace(/\/+$/, ''),
            clientId: read.OIDC_CLIENT_ID,
            clientSecret: read.OIDC_CLIENT_SECRET,
            label: read.OIDC_LABEL,
          }
        : null,
    webhooksPrivate: read.WEBHOOKS_PRIVATE,
    directoryUrl: read.DIRECTORY_URL.replace(/\/+$/, '') || null,
    coop: read.COOP_TOKEN
      ? { url: read.COOP_URL.replace(/\/+$/, ''), token: read.COOP_TOKEN }
      : null,
    proxyHops: read.TRUST_PROXY,
    metricsToken: read.METRICS_TOKEN ?? null,
    metricsPort: read.METRICS_PORT ?? null,
    backup: backupOf(read),
  });
}

function backupOf(read: z.infer<typeof environment>): BackupConfig | null {
  if (!read.BACKUP_FOLDER) return null;
  const [daily = 0, weekly = 0, monthly = 0] = read.BACKUP_KEEP.split(',').map(Number);
  return {
    folder: resolve(read.BACKUP_FOLDER),
    keep: { daily, weekly, monthly },
    recipients: read.BACKUP_RECIPIENT.split(/\s*,\s*/).filter(Boolean),
    passphraseFile: read.BACKUP_PASSPHRASE_FILE ? resolve(read.BACKUP_PASSPHRASE_FILE) : null,
  };
}

/** The secret that a data folder keeps, for its owner's eyes alone. */
export const SECRET_FILE = 'secret';

function keptSecret(folder: string): string | null {
  const file = join(folder, SECRET_FILE);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || null : null;
}

/** Writes a secret that was made just now into the data folder (mode 600); others stay as they are. */
export function keepSecret(config: Pick<Config, 'dataFolder' | 'secret' | 'secretOrigin'>): void {
  if (config.secretOrigin !== 'new') return;
  mkdirSync(config.dataFolder, { recursive: true });
  // `wx`: of two processes that start at once, the second must not replace the first one's.
  writeFileSync(join(config.dataFolder, SECRET_FILE), `${config.secret}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
}
