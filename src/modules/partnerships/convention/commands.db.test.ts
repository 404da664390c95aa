import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { unseal } from '../../../platform/access/seal.ts';
import {
  correctAddress,
  deprecateConvention,
  prepareConvention,
  sendConvention,
  takeBackConvention,
} from './commands.ts';
import { type ConventionInput, conventionInput } from './contract.ts';
import { materialFor, type Side } from './domain.ts';
import { saveConvention } from './editing/commands.ts';
import { CODE_ISSUED, LINK_ISSUED } from './events.ts';
import { readConvention } from './queries.ts';
import { askForCode, refuseConvention, signConvention } from './signing/commands.ts';
import { readLink } from './signing/queries.ts';

const SECRET = 'a secret of the installation, long enough';
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

let test: TestDatabase;
let lead: Actor;
let creuse: Actor;
let partnershipId: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  creuse = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  const partnerId = await makePartner(test.db, lead, '23096');
  partnershipId = await makePartnership(test.db, lead, partnerId, '23', 'agreed', {
    startsOn: '2026-07-01',
    endsOn: '2028-06-30',
    summary: 'Tenir des ateliers.',
    objectives: [{ label: 'Ateliers', target: 24, unit: 'ateliers' }],
  });
});

const write = () => need(creuse, 'conventions.write');
const ctx = () => ctxOf(test.db, creuse);

async function must<T>(
  outcome: Promise<{ ok: true; value: T } | { ok: false; failure: { code: string } }>,
): Promise<T> {
  const done = await outcome;
  if (!done.ok) throw new Error(done.failure.code);
  return done.value;
}

const PEOPLE = [
  { side: 'operator', name: 'Dominique Un', function: 'Déléguée', email: 'un@example.org' },
  { side: 'partner', name: 'Claude Deux', function: 'Président', email: 'deux@example.org' },
  { side: 'partner', name: 'Camille Trois', function: 'Trésorière', email: 'trois@example.org' },
  { side: 'community', name: 'Sacha Quatre', function: 'Maire', email: 'quatre@example.org' },
] as const;

const CLAUSES = [
  { key: 'object', title: 'Objet', body: 'objet 0', concerns: [] },
  { key: 'premises', title: 'Locaux', body: 'locaux 0', concerns: ['operator', 'community'] },
  { key: 'work', title: 'Travail', body: 'travail 0', concerns: ['partner'] },
] as const;

/** A convention in signing with the four people above. */
async function inSigning(): Promise<string> {
  const { id } = await must(prepareConvention(ctx(), write(), partnershipId));
  await save(id, { clauses: CLAUSES.map((c) => ({ ...c, concerns: [...c.concerns] })) }, PEOPLE);
  await must(sendConvention(ctx(), write(), SECRET, id));
  return id;
}

/** Saves the convention as it is, but for what is given. */
async function save(
  id: string,
  more: Partial<Record<keyof ConventionInput, unknown>>,
  people?: readonly object[],
) {
  const found = await readConvention(test.db, id);
  if (!found) throw new Error('no convention');
  const input = conventionInput.parse({
    title: found.content.title,
    startsOn: found.content.startsOn,
    endsOn: found.content.endsOn,
    clauses: found.content.clauses,
    signatories: people ?? found.signatories,
    ...more,
  });
  return must(saveConvention(ctx(), write(), SECRET, id, found.version, input));
}

/** The secrets of the links that went to an address, as the mail would carry them, oldest first. */
async function linksOf(email: string): Promise<string[]> {
  const events = await test.db
    .selectFrom('domain_event')
    .select('payload')
    .where('type', '=', LINK_ISSUED)
    .orderBy('id')
    .execute();
  const person = await test.db
    .selectFrom('convention_signatory')
    .select('id')
    .where('email', '=', email)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return events
    .map(({ payload }) => payload as { signatoryId: string; sealedSecret: string })
    .filter(({ signatoryId }) => signatoryId === person?.id)
    .map(({ sealedSecret }) => unseal(SECRET, sealedSecret));
}

async function codeFor(secret: string, now = NOW): Promise<string> {
  await must(askForCode(test.db, { secret, now }, SECRET));
  const event = await test.db
    .selectFrom('domain_event')
    .select('payload')
    .where('type', '=', CODE_ISSUED)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return unseal(SECRET, (event.payload as { sealedCode: string }).sealedCode);
}

async function opened(secret: string, now = NOW) {
  const link = await readLink(test.db, secret, now);
  if (link.state !== 'open') throw new Error(link.state);
  return link;
}

async function sign(email: string) {
  const secret = (await linksOf(email)).at(-1) ?? '';
  const seen = (await opened(secret)).material;
  const code = await codeFor(secret);
  return signConvention(test.db, { secret, now: NOW }, SECRET, { code, seen });
}

const stateOf = async (id: string): Promise<Record<string, string | undefined>> => {
  const found = await readConvention(test.db, id);
  return {
    status: found?.status,
    ...Object.fromEntries(found?.signatories.map(({ email, state }) => [email, state]) ?? []),
  };
};

describe('preparing', () => {
  it('fills the template from the record and leaves blanks where it says nothing', async () => {
    const { id } = await must(prepareConvention(ctx(), write(), partnershipId));
    const found = await readConvention(test.db, id);
    const text = JSON.stringify(found?.content);
    expect(text).toContain('Tenir des ateliers.');
    expect(text).toContain('24 ateliers');
    expect(text).toContain('30 juin 2028');
    expect(text).toContain('[à compléter : fiche.problem]');
    expect(await prepareConvention(ctx(), write(), partnershipId)).toMatchObject({
      value: { id, created: false },
    });
    expect(await sendConvention(ctx(), write(), SECRET, id)).toMatchObject({
      failure: { code: 'no-operator' },
    });
  });

  it('is refused to a delegate of another department', async () => {
    const other = await makeAccount(test.db, 'territory-delegate', 'department', '19');
    expect(
      await prepareConvention(
        ctxOf(test.db, other),
        need(other, 'conventions.write'),
        partnershipId,
      ),
    ).toMatchObject({ failure: { code: 'out-of-scope' } });
  });
});

describe('signing', () => {
  it('takes signatures in any order and is signed with the last', async () => {
    const id = await inSigning();
    for (const { email } of [PEOPLE[2], PEOPLE[0], PEOPLE[3]])
      expect(await sign(email)).toMatchObject({ ok: true, value: { complete: false } });
    expect((await stateOf(id)).status).toBe('partly-signed');
    expect(await sign(PEOPLE[1].email)).toMatchObject({ ok: true, value: { complete: true } });
    expect((await stateOf(id)).status).toBe('signed');
  });

  it('voids only the signatures that a change concerns, and shows them what changed', async () => {
    const id = await inSigning();
    for (const { email } of PEOPLE.slice(0, 3)) await must(sign(email));
    const old = (await linksOf('un@example.org'))[0] ?? '';
    const { voided } = await save(id, {
      clauses: CLAUSES.map((c) => ({
        ...c,
        concerns: [...c.concerns],
        body: c.key === 'premises' ? 'locaux 1' : c.body,
      })),
    });
    expect(voided).toBe(1);
    expect(await stateOf(id)).toEqual({
      status: 'partly-signed',
      'un@example.org': 'voided',
      'deux@example.org': 'signed',
      'trois@example.org': 'signed',
      'quatre@example.org': 'waiting',
    });
    expect((await opened(old)).changes).toEqual([
      { key: 'premises', title: 'Locaux', before: 'locaux 0', after: 'locaux 1' },
    ]);
    expect(await linksOf('un@example.org')).toHaveLength(2);
    expect(await linksOf('deux@example.org')).toHaveLength(1);
  });

  it('signs nothing through a page that shows an older text', async () => {
    const id = await inSigning();
    const secret = (await linksOf('deux@example.org'))[0] ?? '';
    const { material } = await opened(secret);
    const code = await codeFor(secret);
    await save(id, { title: 'Autre titre' });
    expect(
      await signConvention(test.db, { secret, now: NOW }, SECRET, { code, seen: material }),
    ).toMatchObject({ failure: { code: 'changed-meanwhile' } });
    expect((await stateOf(id))['deux@example.org']).toBe('waiting');
  });

  it('keeps every signature when an address is corrected, and closes the wrong links', async () => {
    const id = await inSigning();
    await must(sign('deux@example.org'));
    const found = await readConvention(test.db, id);
    const three = found?.signatories.find(({ email }) => email === 'trois@example.org');
    const wrong = (await linksOf('trois@example.org'))[0] ?? '';
    await must(correctAddress(ctx(), write(), SECRET, three?.id ?? '', 'bonne@example.org'));
    expect(await readLink(test.db, wrong, NOW)).toEqual({ state: 'revoked' });
    expect(await stateOf(id)).toMatchObject({
      'deux@example.org': 'signed',
      'bonne@example.org': 'waiting',
    });
    await must(sign('bonne@example.org'));
    expect(
      await correctAddress(ctx(), write(), SECRET, three?.id ?? '', 'DEUX@example.org'),
    ).toMatchObject({ failure: { code: 'same-person-twice' } });
  });

  it('lets nobody sign for two roles, by address or by name', async () => {
    const { id } = await must(prepareConvention(ctx(), write(), partnershipId));
    const found = await readConvention(test.db, id);
    for (const twice of [
      { ...PEOPLE[1], email: PEOPLE[0].email },
      { ...PEOPLE[1], name: ' dominique  UN ' },
    ]) {
      const input = conventionInput.parse({
        ...found?.content,
        signatories: [PEOPLE[0], twice],
      });
      expect(
        await saveConvention(ctx(), write(), SECRET, id, found?.version ?? 0, input),
      ).toMatchObject({ failure: { code: 'same-person-twice' } });
    }
  });

  it('needs the code, counts wrong ones and lets them grow old', async () => {
    await inSigning();
    const secret = (await linksOf('deux@example.org'))[0] ?? '';
    const seen = (await opened(secret)).material;
    const attempt = (code: string, now = NOW) =>
      signConvention(test.db, { secret, now }, SECRET, { code, seen });
    expect(await attempt('000000')).toMatchObject({ failure: { code: 'code-expired' } });
    const code = await codeFor(secret);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let n = 0; n < 5; n += 1)
      expect(await attempt(wrong)).toMatchObject({ failure: { code: 'code-wrong' } });
    expect(await attempt(code)).toMatchObject({ failure: { code: 'code-spent' } });
    const fresh = await codeFor(secret);
    expect(await attempt(fresh, later(16))).toMatchObject({ failure: { code: 'code-expired' } });
    expect(await attempt(` ${fresh.slice(0, 3)} ${fresh.slice(3)}`)).toMatchObject({ ok: true });
    expect(await attempt(fresh)).toMatchObject({ failure: { code: 'already-signed' } });
  });

  it('keeps a refusal with its reason and asks again when the text changes', async () => {
    const id = await inSigning();
    const secret = (await linksOf('quatre@example.org'))[0] ?? '';
    await must(refuseConvention(test.db, { secret, now: NOW }, 'Le loyer manque.'));
    expect((await stateOf(id))['quatre@example.org']).toBe('refused');
    await save(id, { title: 'Avec loyer' });
    expect((await stateOf(id))['quatre@example.org']).toBe('waiting');
    expect(await linksOf('quatre@example.org')).toHaveLength(2);
    await must(sign('quatre@example.org'));
  });

  it('says why a link opens nothing: unknown, old, taken back, given up, removed, over', async () => {
    const id = await inSigning();
    const secret = (await linksOf('deux@example.org'))[0] ?? '';
    expect(await readLink(test.db, 'nothing', NOW)).toEqual({ state: 'unknown' });
    expect(await readLink(test.db, secret, later(61 * 24 * 60))).toEqual({ state: 'expired' });
    await must(takeBackConvention(ctx(), write(), id));
    expect(await readLink(test.db, secret, NOW)).toEqual({ state: 'paused' });
    await must(sendConvention(ctx(), write(), SECRET, id));
    expect((await opened(secret)).state).toBe('open');
    await save(id, {}, [PEOPLE[0], { ...PEOPLE[1], name: 'Remplaçante' }]);
    expect(await readLink(test.db, secret, NOW)).toEqual({ state: 'revoked' });
    await must(deprecateConvention(ctx(), write(), id, 'On recommence.'));
    const now = (await linksOf('deux@example.org'))[0] ?? '';
    expect(await readLink(test.db, now, NOW)).toEqual({ state: 'deprecated' });
  });

  it('tells the second of two editors that the text changed, and overwrites nothing', async () => {
    const id = await inSigning();
    const found = await readConvention(test.db, id);
    await save(id, { title: 'Le premier' });
    const input = conventionInput.parse({
      ...found?.content,
      title: 'Le second',
      signatories: found?.signatories,
    });
    expect(
      await saveConvention(ctx(), write(), SECRET, id, found?.version ?? 0, input),
    ).toMatchObject({ failure: { code: 'changed-meanwhile' } });
    expect((await readConvention(test.db, id))?.content.title).toBe('Le premier');
  });
});

/** One step of somebody, on a convention in signing. */
type Step =
  | { readonly kind: 'open'; readonly who: number }
  | { readonly kind: 'sign'; readonly who: number }
  | { readonly kind: 'open-and-sign'; readonly who: number }
  | { readonly kind: 'refuse'; readonly who: number }
  | { readonly kind: 'address'; readonly who: number; readonly n: number }
  | { readonly kind: 'rename'; readonly who: number; readonly n: number }
  | { readonly kind: 'clause'; readonly clause: number; readonly n: number }
  | { readonly kind: 'concerns'; readonly clause: number; readonly sides: Side[] }
  | { readonly kind: 'term'; readonly n: number }
  | { readonly kind: 'spaces' }
  | { readonly kind: 'order' };

const who = fc.nat(3);
const n = fc.nat(2);
const clause = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('open' as const), who }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('sign' as const), who }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('open-and-sign' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refuse' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('address' as const), who, n }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), who, n }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('clause' as const), clause, n }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('concerns' as const),
      clause,
      sides: fc.uniqueArray(fc.constantFrom<Side>('operator', 'partner', 'community')),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('term' as const), n }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'spaces' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'order' as const }) },
);

it('leaves no signature on content that its signer did not see, whatever happens', async () => {
  let signatures = 0;
  let voids = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      await test.db.deleteFrom('convention').execute();
      await test.db.deleteFrom('domain_event').execute();
      const id = await inSigning();
      const ids = (await readConvention(test.db, id))?.signatories.map((s) => s.id) ?? [];
      /** What each person has on their screen, and what they had when they signed. */
      const screen = new Map<string, { secret: string; material: string; text: string }>();
      const signedText = new Map<string, string>();
      for (const one of steps) {
        const now = await readConvention(test.db, id);
        if (!now || now.status === 'signed') break;
        const person = 'who' in one ? now.signatories.find((s) => s.id === ids[one.who]) : null;
        if ((one.kind === 'open' || one.kind === 'open-and-sign') && person) {
          const secret = (await linksOf(person.email)).at(-1) ?? '';
          // Somebody who has signed and whose address was corrected since has no link to open.
          const link = await readLink(test.db, secret, NOW);
          if (link.state !== 'open') continue;
          const text = materialFor(link.content, link.me);
          screen.set(person.id, { secret, material: link.material, text });
        }
        if ((one.kind === 'sign' || one.kind === 'open-and-sign') && person) {
          const page = screen.get(person.id);
          if (!page || person.state === 'signed') continue;
          const asked = await askForCode(test.db, { secret: page.secret, now: NOW }, SECRET);
          if (!asked.ok) continue;
          const code = await codeFor(page.secret);
          const done = await signConvention(test.db, { secret: page.secret, now: NOW }, SECRET, {
            code,
            seen: page.material,
          });
          if (done.ok) {
            signatures += 1;
            signedText.set(person.id, page.text);
          }
        } else if (one.kind === 'refuse' && person) {
          const page = screen.get(person.id);
          if (page) await refuseConvention(test.db, { secret: page.secret, now: NOW }, 'Non merci');
        } else if (one.kind === 'address' && person) {
          await correctAddress(ctx(), write(), SECRET, person.id, `a${one.n}-${person.email}`);
        } else if (one.kind !== 'open') {
          const changed = edited(one, now);
          voids += (await save(id, changed.content, changed.people)).voided;
        }
        const after = await readConvention(test.db, id);
        for (const signatory of after?.signatories ?? []) {
          if (signatory.state !== 'signed' || !after) continue;
          expect(materialFor(after.content, signatory)).toBe(signedText.get(signatory.id));
        }
      }
    }),
    { numRuns: 25 },
  );
  // The property must have had something to hold.
  expect(signatures).toBeGreaterThan(10);
  expect(voids).toBeGreaterThan(0);
});

type Now = NonNullable<Awaited<ReturnType<typeof readConvention>>>;

/** The convention after an editor's step. */
function edited(one: Step, now: Now) {
  const { clauses } = now.content;
  const at = <T>(index: number, change: (clause: Now['content']['clauses'][number]) => T) =>
    clauses.map((c, i) => (i === index ? { ...c, ...change(c) } : c));
  switch (one.kind) {
    case 'clause':
      return { content: { clauses: at(one.clause, () => ({ body: `texte ${one.n}` })) } };
    case 'concerns':
      return { content: { clauses: at(one.clause, () => ({ concerns: one.sides })) } };
    case 'term':
      return { content: { endsOn: `202${8 + (one.n % 2)}-06-30` } };
    case 'spaces':
      return {
        content: { clauses: clauses.map((c) => ({ ...c, body: c.body.replace(' ', '  ') })) },
      };
    case 'order':
      return { content: { clauses: [...clauses].reverse() } };
    case 'rename':
      return {
        content: {},
        people: now.signatories.map((s, i) =>
          i === one.who ? { ...s, name: `${s.name.split(' ')[0]} ${'abc'[one.n]}` } : s,
        ),
      };
    default:
      return { content: {} };
  }
}
