import { describe, expect, it } from 'vitest';
import { isWebAddress, withScheme } from './web-address.ts';

describe('an address that somebody typed', () => {
  it.each([
    'https://exemple.fr',
    'http://www.exemple.fr/page?x=1#y',
    'https://médiathèque.fr/été',
    'HTTPS://EXEMPLE.FR',
    'https://exemple.fr:8080/',
    'https://192.0.2.7/',
  ])('is a link: %s', (value) => {
    expect(isWebAddress(value)).toBe(true);
  });

  it.each([
    '',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)//exemple.fr',
    'data:text/html,<b>x</b>',
    'mailto:a@exemple.fr',
    'ftp://exemple.fr',
    'https://',
    'https:///exemple.fr',
    'https:exemple.fr',
    'https:/exemple.fr',
    'https:\\\\exemple.fr',
    'https://exemple',
    'https://localhost/',
    'https://exemple .fr',
    'https://exemple.fr/a b',
    'https://exemple.fr/\u202egnp.exe',
    'https://exemple.fr\njavascript:alert(1)',
    'https://moi:secret@exemple.fr',
    'https://exemple.fr@pirate.fr',
    'https://:secret@exemple.fr',
    'https://?exemple.fr',
    'https://.fr',
    'exemple.fr',
  ])('is none: %j', (value) => {
    expect(isWebAddress(value)).toBe(false);
  });

  it('gets the scheme that people leave out', () => {
    expect(withScheme('exemple.fr:8080/x')).toBe('https://exemple.fr:8080/x');
    expect(withScheme('//exemple.fr')).toBe('https://exemple.fr');
    expect(withScheme('javascript:alert(1)')).toBe('javascript:alert(1)');
  });
});
