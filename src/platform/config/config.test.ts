import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { keepSecret, readConfig } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'maillage-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('readConfig', () => {
  it('tells every problem at once, each with its variable', () => {
    const read = readConfig({
      PORT: 'abc',
      DATABASE_URL: 'mysql://x',
      MAILLAGE_SECRET: 'short',
      SMTP_URL: 'http://mail',
      OIDC_ISSUER: 'https://id.example',
      MAILLAGE_DATA: folder,
    });
    if (read.ok) throw new Error('accepted');
    const named = read.failure.problems.map((problem) => problem.variable);
    expect(named).toEqual(
      expect.arrayContaining(['PORT', 'DATABASE_URL', 'MAILLAGE_SECRET', 'SMTP_URL']),
    );
    for (const problem of read.failure.problems) expect(problem.message).not.toBe('');
  });

  it('wants client and secret with an identity provider', () => {
    const read = readConfig({ OIDC_ISSUER: 'https://id.example', MAILLAGE_DATA: folder });
    expect(read).toMatchObject({
      ok: false,
      failure: { problems: [{ variable: 'OIDC_CLIENT_ID' }] },
    });
  });

  it('keeps a secret of its own, readable by nobody else, the same at the next start', () => {
    const first = readConfig({ MAILLAGE_DATA: folder });
    if (!first.ok) throw new Error('refused');
    expect(first.value.secretOrigin).toBe('new');
    expect(existsSync(join(folder, 'secret'))).toBe(false);
    keepSecret(first.value);
    const second = readConfig({ MAILLAGE_DATA: folder });
    if (!second.ok) throw new Error('refused');
    expect(second.value.secretOrigin).toBe('file');
    expect(first.value.secret).toBe(second.value.secret);
    expect(first.value.secret.length).toBeGreaterThanOrEqual(32);
    expect(readFileSync(join(folder, 'secret'), 'utf8').trim()).toBe(first.value.secret);
    expect(statSync(join(folder, 'secret')).mode & 0o077).toBe(0);
  });

  it('takes a token for metrics only as a header can carry it', () => {
    expect(readConfig({ METRICS_TOKEN: 'sixteen-and-more-signs' })).toMatchObject({
      value: { metricsToken: 'sixteen-and-more-signs' },
    });
    for (const METRICS_TOKEN of ['short', 'a phrase of many words', 'à-seize-signes-et-plus'])
      expect(readConfig({ METRICS_TOKEN }).ok).toBe(false);
  });

  it('takes empty variables as absent', () => {
    const read = readConfig({
      DATABASE_URL: '',
      SMTP_URL: '',
      OIDC_ISSUER: '',
      MAILLAGE_DATA: folder,
    });
    expect(read).toMatchObject({
      ok: true,
      value: { databaseUrl: null, smtpUrl: null, oidc: null },
    });
  });

  it('reads where backups go and how many stay', () => {
    const read = readConfig({
      MAILLAGE_DATA: folder,
      BACKUP_FOLDER: '/backups',
      BACKUP_RECIPIENT: 'age1abc, age1def',
    });
    expect(read).toMatchObject({
      ok: true,
      value: {
        backup: {
          folder: '/backups',
          keep: { daily: 7, weekly: 4, monthly: 12 },
          recipients: ['age1abc', 'age1def'],
          passphraseFile: null,
        },
      },
    });
    const wrong = readConfig({
      MAILLAGE_DATA: folder,
      BACKUP_KEEP: 'seven',
      BACKUP_RECIPIENT: 'x',
    });
    expect(wrong).toMatchObject({
      failure: { problems: [{ variable: 'BACKUP_KEEP' }, { variable: 'BACKUP_RECIPIENT' }] },
    });
  });
});
