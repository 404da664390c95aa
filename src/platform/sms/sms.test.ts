import { expect, it } from 'vitest';
import { smsText } from './sms.ts';

it('writes in the alphabet of 160 characters, and changes nothing that it has', () => {
  expect(smsText('De l’aide près d’ici : « Être à l’aise », forêt, Noël… 5 €')).toBe(
    "De l'aide près d'ici : \"Etre à l'aise\", foret, Noel... 5 €",
  );
  expect(smsText('Reçu, naïf, œuvre, 14:00 – 16:00\nCode K4T7')).toBe(
    'Recu, naif, oeuvre, 14:00 - 16:00\nCode K4T7',
  );
});

it('leaves other writings as they are', () => {
  expect(smsText('مرحبا "a" b')).toBe('مرحبا "a" b');
});
