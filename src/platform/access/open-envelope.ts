import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto';
import { ENVELOPE_INFO } from './envelope.ts';

const POINT = 65;
const NONCE = 12;
const TAG = 16;

/** The server's key pair follows from the installation's secret: nothing more to keep or to lose. */
function ownKeys(secret: string) {
  const ecdh = createECDH('prime256v1');
  // A scalar above the curve's order is refused: with 2^-32 odds, the next one is taken.
  for (let turn = 0; ; turn += 1) {
    try {
      const bytes = hkdfSync('sha256', secret, 'maillage', `envelope key ${turn}`, 32);
      ecdh.setPrivateKey(Buffer.from(bytes));
      return ecdh;
    } catch (error) {
      if (turn > 3) throw error;
    }
  }
}

/** What devices seal letters to the server with: an uncompressed P-256 point in base64url. */
export function envelopeKey(secret: string): string {
  return ownKeys(secret).getPublicKey('base64url');
}

/** Opens what `sealEnvelope` made. @throws when it was changed or sealed for another server. */
export function openEnvelope(secret: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < POINT + NONCE + TAG) throw new Error('not an envelope');
  const point = bytes.subarray(0, POINT);
  const shared = ownKeys(secret).computeSecret(point);
  const key = Buffer.from(hkdfSync('sha256', shared, point, ENVELOPE_INFO, 32));
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(POINT, POINT + NONCE));
  decipher.setAuthTag(bytes.subarray(-TAG));
  const body = bytes.subarray(POINT + NONCE, -TAG);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}
