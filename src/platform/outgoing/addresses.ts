import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** IANA has handed out addresses of the whole world from this one network only (RFC 4291, 2.4). */
const WORLD = ipaddr.IPv6.parseCIDR('2000::/3');
/** IETF protocol assignments and documentation inside it, however finely the library knows them. */
const SET_APART = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map((net) =>
  ipaddr.IPv6.parseCIDR(net),
);
/** Deprecated relays of 6to4 (RFC 7526), which the library may hold for ordinary. */
const RELAYS = ipaddr.IPv4.parseCIDR('192.88.99.0/24');
/** What ISATAP writes before an IPv4 address in the last 64 bits (RFC 5214, 6.1). */
const ISATAP = 0x5efe;

/**
 * Whether an address is one of the public internet: global unicast and nothing else. Addresses
 * that carry another inside (mapped, 6to4, Teredo, NAT64, ISATAP) are not, whatever they carry.
 * @param address as a resolver or a socket gives it; anything that is no address is not public
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return !parsed.match(RELAYS);
  const tunnelled = parsed.parts[5] === ISATAP && ((parsed.parts[4] ?? 0) & 0xfdff) === 0;
  return !tunnelled && parsed.match(WORLD) && !SET_APART.some((net) => parsed.match(net));
}

/** Code of the failure when an address is not public. */
export const PRIVATE = 'private address';

/**
 * A way to resolve names for a connection that refuses a name when any of its addresses is not
 * public. The addresses that were looked at are those that are connected to, so that a name cannot
 * point elsewhere in between.
 */
export function onlyPublic(resolve: typeof lookup): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      if (found.length === 0 || !found.every(({ address }) => isPublicAddress(address)))
        return callback(Object.assign(new Error(PRIVATE), { code: PRIVATE }), '', 0);
      const [first] = found;
      if (options.all) return callback(null, found);
      return callback(null, first?.address ?? '', first?.family ?? 4);
    });
  };
}

export const publicLookup: LookupFunction = onlyPublic(lookup);
