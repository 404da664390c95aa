import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asSent, clientAddressOf, isOwnHost } from './address.ts';

const behind = { configured: 'https://alliance.example', behindProxy: true };

describe('asSent', () => {
  it('gives the request the address that the browser used, and keeps the rest', async () => {
    const came = new Request('http://127.0.0.1:3000/a/b.data?c=d&c=e', {
      method: 'POST',
      headers: { 'x-one': '1' },
      body: 'said=yes',
    });
    const sent = asSent(came, behind);
    expect(sent.url).toBe('https://alliance.example/a/b.data?c=d&c=e');
    expect([sent.method, sent.headers.get('x-one'), await sent.text()]).toEqual([
      'POST',
      '1',
      'said=yes',
    ]);
  });

  it('stays on the own site whatever the path says', () => {
    for (const path of ['//other.example/x', '/\\other.example', '/@other.example', '/:80/x'])
      expect(new URL(asSent(new Request(`http://127.0.0.1${path}`), behind).url).host).toBe(
        'alliance.example',
      );
  });

  it('leaves a request alone when no address is configured', () => {
    const came = new Request('http://127.0.0.1:3000/');
    expect(asSent(came, { configured: null, behindProxy: false })).toBe(came);
  });
});

describe('isOwnHost', () => {
  const open = { configured: null, behindProxy: false };
  const direct = { configured: 'https://alliance.example', behindProxy: false };
  it.each([
    ['alliance.example', undefined, direct, true],
    ['ALLIANCE.example:443', undefined, direct, true],
    ['alliance.example.evil.example', undefined, direct, false],
    ['evil.example', undefined, direct, false],
    ['evil.example', 'alliance.example', direct, false],
    ['maillage', 'alliance.example', behind, true],
    ['maillage', 'evil.example, alliance.example', behind, true],
    ['maillage', 'alliance.example, evil.example', behind, false],
    ['maillage', undefined, behind, false],
    ['127.0.0.1:3000', undefined, direct, true],
    ['[::1]:3000', undefined, direct, true],
    ['localhost:3000', undefined, open, true],
    ['192.168.1.20:3000', undefined, open, true],
    ['rebound.example', undefined, open, false],
    ['localhost.evil.example', undefined, open, false],
    ['127.0.0.1.evil.example', undefined, open, false],
    ['', undefined, open, false],
    [undefined, undefined, open, false],
    ['a b', undefined, open, false],
    ['user@localhost', undefined, open, false],
  ] as const)('%s forwarded as %s', (host, forwarded, address, own) => {
    expect(isOwnHost(host, forwarded, address)).toBe(own);
  });
});

describe('clientAddressOf', () => {
  it.each([
    ['203.0.113.9', 0, '10.0.0.1', '10.0.0.1'],
    ['203.0.113.9', 1, '10.0.0.1', '203.0.113.9'],
    ['6.6.6.6, 203.0.113.9', 1, '10.0.0.1', '203.0.113.9'],
    ['6.6.6.6, 203.0.113.9, 10.0.0.2', 2, '10.0.0.1', '203.0.113.9'],
    ['203.0.113.9', 2, '10.0.0.1', '203.0.113.9'],
    [undefined, 1, '10.0.0.1', '10.0.0.1'],
    ['nonsense', 1, '10.0.0.1', '10.0.0.1'],
    ['203.0.113.9:41000', 1, '10.0.0.1', '203.0.113.9'],
    ['[2001:db8:1:2:3::4]:41000', 1, '10.0.0.1', '2001:db8:1:2::/64'],
    [undefined, 0, '::ffff:192.0.2.7', '192.0.2.7'],
    [undefined, 0, '::1', '0:0:0:0::/64'],
    [undefined, 0, undefined, 'unknown'],
  ] as const)('%s behind %i from %s is %s', (forwarded, hops, remote, client) => {
    expect(clientAddressOf(forwarded, hops, remote)).toBe(client);
  });

  it('cannot be chosen by the client: what it wrote itself is never counted', () => {
    const claim = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string(), fc.constant('127.0.0.1'));
    fc.assert(
      fc.property(fc.array(claim), (claims) => {
        // One proxy appends the address of the connection to whatever the client sent.
        const forwarded = [...claims, '198.51.100.7'].join(', ');
        expect(clientAddressOf(forwarded, 1, '10.0.0.1')).toBe('198.51.100.7');
      }),
    );
  });

  it('counts a subscriber once, whichever address of the network is used', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const network = clientAddressOf(undefined, 0, address);
        if (!address.includes('.')) expect(network).toMatch(/^[0-9a-f:]+::\/64$/);
      }),
    );
  });
});
