import { isIP } from 'node:net';

/**
 * The address that people use, as far as the configuration says it. Behind a proxy that ends TLS
 * this process sees `http://` and perhaps another name; what is built on a request's address
 * (redirects, the router's own check of `Origin`) must be what the browser sees.
 */
export interface PublicAddress {
  /** PUBLIC_URL; null = not configured, and each request says it itself. */
  readonly configured: string | null;
  /** True when a reverse proxy stands in front, whose X-Forwarded-Host is believed. */
  readonly behindProxy: boolean;
}

/**
 * The request under the address that the browser sent it to: PUBLIC_URL, or the address in digits
 * by which somebody on this machine reached the process itself.
 */
export function asSent(request: Request, { configured }: PublicAddress): Request {
  if (configured === null || isSentDirectly(request.headers)) return request;
  const { pathname, search } = new URL(request.url);
  return new Request(`${new URL(configured).origin}${pathname}${search}`, request);
}

/**
 * Whether a `Host` header names this installation. With PUBLIC_URL it is its host, or that which
 * the proxy says that the browser asked for. Addresses in digits and `localhost` are always let
 * through: another site can make a browser send its own name here (DNS rebinding), never those.
 * @param host of the request, with its port
 * @param forwarded X-Forwarded-Host, believed behind a proxy only
 */
export function isOwnHost(
  host: string | undefined,
  forwarded: string | undefined,
  { configured, behindProxy }: PublicAddress,
): boolean {
  if (!host || !isHost(host)) return false;
  if (isLiteral(host)) return true;
  const own = configured === null ? null : new URL(configured).host;
  if (own === null) return false;
  const outer = behindProxy ? forwarded?.split(',').at(-1)?.trim() : undefined;
  return sameHost(host, own) || (outer !== undefined && sameHost(outer, own));
}

/**
 * The client's address as the limits count it: of an IPv6 address only the network (/64), which is
 * what one subscriber has; never stored or logged.
 * @param hops how many proxies stand in front: each appended the address that it was asked from,
 * so the client's is that many from the right; what lies further left is the client's own claim
 * @param remote address of the connection
 */
export function clientAddressOf(
  forwarded: string | undefined,
  hops: number,
  remote: string | undefined,
): string {
  const chain = [...(forwarded?.split(',') ?? []), remote ?? ''].map(plainAddress);
  const trusted = chain.slice(-1 - hops);
  // What a proxy wrote is an address; anything else was written by somebody who is no proxy.
  const found = trusted.find((address) => address !== null) ?? plainAddress(remote ?? '');
  return found === null ? 'unknown' : networkOf(found);
}

/** Whether a form came from a page that this process served under an address in digits. */
export function isSentDirectly(headers: Headers): boolean {
  const host = headers.get('host');
  return host !== null && isLiteral(host) && headers.get('origin') === `http://${host}`;
}

function isLiteral(host: string): boolean {
  const name = hostName(host);
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0;
}

function isHost(host: string): boolean {
  return /^[a-z0-9._-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i.test(host);
}

function hostName(host: string): string {
  return host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

/** A port that follows from the scheme may be said or left out. */
function sameHost(host: string, own: string): boolean {
  const strip = (value: string): string => value.toLowerCase().replace(/:(80|443)$/, '');
  return strip(host) === strip(own);
}

/** An address without its port, its brackets and its IPv4 mapping; null when it is none. */
function plainAddress(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^"|"$/g, '')
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
    .replace(/%.*$/, '');
  return isIP(bare) === 0 ? null : bare;
}

function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [left = '', right] = address.toLowerCase().split('::');
  const head = left.split(':').filter(Boolean);
  const tail = right?.split(':').filter(Boolean) ?? [];
  const groups =
    right === undefined
      ? head
      : [...head, ...Array(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
