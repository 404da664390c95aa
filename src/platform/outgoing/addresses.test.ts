import type { lookup } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { isPublicAddress, onlyPublic } from './addresses.ts';
import { exchange } from './exchange.ts';

const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '93.184.216.34',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '192.0.1.1',
  '198.17.255.255',
  '198.20.0.1',
  '223.255.255.254',
  '2001:41d0::1',
  '2001:200::1',
  '2606:4700:4700::1111',
  '2a01:cb00::1',
  '2400:cb00:2048:1::c629:d7a2',
];

const NOT_PUBLIC = [
  // IPv4, RFC 6890 and the IANA special-purpose registry
  '0.0.0.0',
  '0.1.2.3',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.0.170',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  // IPv4 inside IPv6
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::FFFF:10.0.0.1',
  '0:0:0:0:0:ffff:c0a8:101',
  '::ffff:8.8.8.8',
  '::ffff:0:127.0.0.1',
  '::127.0.0.1',
  '::7f00:1',
  '::8.8.8.8',
  '2002:7f00:1::',
  '2002:a00:1::1',
  '2002:808:808::1',
  '2001::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '64:ff9b::7f00:1',
  '64:ff9b::8.8.8.8',
  '64:ff9b:1::a00:1',
  '2001:41d0::5efe:7f00:1',
  '2001:41d0::200:5efe:a00:1',
  'fe80::5efe:c0a8:101',
  // IPv6 of its own
  '::',
  '::1',
  '0:0:0:0:0:0:0:1',
  '100::1',
  '100:0:0:1::1',
  '2001:2::1',
  '2001:3::1',
  '2001:4:112::1',
  '2001:10::1',
  '2001:20::1',
  '2001:30::1',
  '2001:db8::1',
  '3fff::1',
  '5f00::1',
  '4000::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'ff0e::1',
  // nothing that is an address
  '',
  'localhost',
  'example.org',
  '1.2.3.4.5',
];

it('looks at a good many addresses', () => {
  expect(PUBLIC.length + NOT_PUBLIC.length).toBeGreaterThanOrEqual(60);
});

it.each(PUBLIC)('%s is of the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

it.each(NOT_PUBLIC)('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

describe('hosts of web addresses', () => {
  it.each([
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[::]/',
    'http://localhost/',
    'http://①②⑦.0.0.1/',
  ])('%s is not connected to', async (url) => {
    const options = { kind: 'webhook', deadlineMs: 5_000, answerBytes: 0 } as const;
    const done = await exchange(url, { ...options, allowPrivate: false });
    expect(done).toEqual({ ok: false, failure: { code: 'private', detail: 'private address' } });
  });
});

describe('a name', () => {
  const answering = (...addresses: readonly string[]) =>
    onlyPublic(((_name: string, _options: unknown, done: (...all: unknown[]) => void) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as unknown as typeof lookup);
  const ask = (all: boolean, ...addresses: readonly string[]) =>
    new Promise((resolve) => {
      answering(...addresses)('example.org', { all }, (error, found) =>
        resolve(error ? error.message : found),
      );
    });

  it('with a public and a private address is refused, in whatever order', async () => {
    expect(await ask(true, '93.184.216.34', '10.0.0.1')).toBe('private address');
    expect(await ask(true, '10.0.0.1', '93.184.216.34')).toBe('private address');
    expect(await ask(false, '93.184.216.34', '::ffff:10.0.0.1')).toBe('private address');
    expect(await ask(true)).toBe('private address');
  });

  it('gives the connection the very addresses that were looked at', async () => {
    expect(await ask(true, '93.184.216.34')).toEqual([{ address: '93.184.216.34', family: 4 }]);
    expect(await ask(false, '2606:4700::1')).toBe('2606:4700::1');
  });

  it('with a trailing dot is resolved like any other', async () => {
    const options = { kind: 'webhook', deadlineMs: 5_000, answerBytes: 0 } as const;
    const done = await exchange('http://localhost./', { ...options, allowPrivate: false });
    expect(done.ok).toBe(false);
  });
});
