/**
 * A letter that only the server opens, made where the machine is shared: an ephemeral P-256 key, a
 * key derived from what both sides can compute (HKDF-SHA-256), AES-256-GCM. Whoever sealed it
 * cannot open it again (the scheme of RFC 9180's base mode, without its framing).
 * @param publicKey the server's, an uncompressed P-256 point in base64url
 * @returns base64url of: 65 bytes of ephemeral point, 12 of nonce, ciphertext with its tag
 */
export async function sealEnvelope(publicKey: string, text: string): Promise<string> {
  const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
  const theirs = await crypto.subtle.importKey('raw', fromBase64Url(publicKey), curve, false, []);
  const mine = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', mine.publicKey));
  const shared = await crypto.subtle.deriveBits(
    { name: 'ECDH', public: theirs },
    mine.privateKey,
    256,
  );
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: point, info: ENVELOPE_INFO },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const body = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce },
    key,
    new TextEncoder().encode(text),
  );
  return toBase64Url(new Uint8Array([...point, ...nonce, ...new Uint8Array(body)]));
}

/** Says what the derived key is for, so that it serves for nothing else. */
export const ENVELOPE_INFO = new TextEncoder().encode('maillage envelope');

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (one) => one.charCodeAt(0));
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
