import { open, readFile } from 'node:fs/promises';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { fail, ok, type Result } from '../result.ts';

/** Who can open an archive: whoever knows a passphrase, or holds one of the keys. */
export type Encryption =
  | { readonly passphrase: string }
  /** Public age keys, `age1…`. */
  | { readonly recipients: readonly string[] };

/** What opens an archive: a passphrase, or private age keys (`AGE-SECRET-KEY-…`). */
export type Decryption =
  | { readonly passphrase: string }
  | { readonly identities: readonly string[] };

/** First bytes of every age file (https://age-encryption.org/v1). */
const AGE = Buffer.from('age-encryption.org/v1');

/** Whether a file is encrypted with age. */
export async function isEncrypted(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const start = Buffer.alloc(AGE.length);
    await file.read(start, 0, AGE.length, 0);
    return start.equals(AGE);
  } finally {
    await file.close();
  }
}

/**
 * Makes the encrypter of one archive, and what opens that archive to read it back. For public keys
 * that is a key of this moment beside theirs, which nobody keeps.
 * @returns a failure when a recipient is not an age key
 */
export async function encrypterOf(
  encryption: Encryption,
): Promise<
  Result<
    { encrypter: Encrypter; readBack: Decryption },
    { readonly code: 'recipient-invalid'; readonly recipient: string }
  >
> {
  const encrypter = new Encrypter();
  if ('passphrase' in encryption) {
    encrypter.setPassphrase(encryption.passphrase);
    return ok({ encrypter, readBack: encryption });
  }
  for (const recipient of encryption.recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch {
      return fail({ code: 'recipient-invalid', recipient });
    }
  }
  const moment = await generateIdentity();
  encrypter.addRecipient(await identityToRecipient(moment));
  return ok({ encrypter, readBack: { identities: [moment] } });
}

/** What decrypts; null when a key is no age key. */
export function decrypterOf(decryption: Decryption): Decrypter | null {
  const decrypter = new Decrypter();
  try {
    if ('passphrase' in decryption) decrypter.addPassphrase(decryption.passphrase);
    else for (const identity of decryption.identities) decrypter.addIdentity(identity);
    return decrypter;
  } catch {
    return null;
  }
}

/** A new pair of age keys: the private one opens what was encrypted to the public one. */
export async function newKeyPair(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

export interface KeyFileFailure {
  readonly code: 'key-file';
  readonly path: string;
}

/** Reads a passphrase's file: its first line, so that an editor's line end does not count. */
export async function readPassphrase(path: string): Promise<Result<string, KeyFileFailure>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const passphrase = text.split(/\r?\n/)[0] ?? '';
  return passphrase ? ok(passphrase) : fail({ code: 'key-file', path });
}

/** Reads what opens archives: a file of age keys as `age-keygen` writes it, or a passphrase's. */
export async function readDecryption(path: string): Promise<Result<Decryption, KeyFileFailure>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const identities = text.split(/\s+/).filter((word) => word.startsWith('AGE-SECRET-KEY-'));
  if (identities.length > 0) return ok({ identities });
  const passphrase = await readPassphrase(path);
  return passphrase.ok ? ok({ passphrase: passphrase.value }) : passphrase;
}
