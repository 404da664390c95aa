import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterRefusal, choiceName, type FormValues, fieldText, meet, settle } from './conflict.ts';

const MEANWHILE = { field: 'form', code: 'changed-meanwhile' };

function formOf(values: FormValues): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values))
    for (const one of [value].flat()) form.append(name, one);
  return form;
}

/** A form that began from `seen` and was changed to `mine`, as a browser sends it. */
const sent = (seen: FormValues, mine: FormValues): FormData =>
  formOf({ ...mine, version: '1', seen: JSON.stringify(seen) });

const again = (form: FormData, now: FormValues) =>
  afterRefusal(form, MEANWHILE, async () => ({ version: 2, values: now }));

describe('two edits of one record', () => {
  it('takes what only the other wrote, keeps what only I wrote and asks where both did', () => {
    const seen = { name: 'A', phone: '1', city: 'X', note: '' };
    const met = meet(
      seen,
      { ...seen, name: 'B', note: 'mine' },
      { ...seen, name: 'C', phone: '2' },
    );
    expect(met.values).toEqual({ name: 'B', phone: '2', city: 'X', note: 'mine' });
    expect(met.taken).toEqual(['phone']);
    expect(met.both).toEqual(['name']);
  });

  it('asks nothing where both wrote the same, whatever their line ends and the order of a list', () => {
    const seen = { text: 'a', 'needs[]': [] };
    const met = meet(
      seen,
      { text: 'b\r\nc', 'needs[]': ['2', '1'] },
      { text: 'b\nc ', 'needs[]': ['1', '2'] },
    );
    expect(met.taken).toEqual([]);
    expect(met.both).toEqual([]);
  });

  it('treats the parts of one field as one: rows, and a picked thing with its name', () => {
    const seen = { placeId: '1', placeIdText: 'Post', 'step.0.label': 'a', 'step.0.dueOn': '' };
    const mine = { ...seen, placeId: '2', placeIdText: 'Hall', 'step.0.label': 'b' };
    const now = { ...seen, placeIdText: 'Post office', 'step.0.dueOn': '2026-05-01' };
    expect(meet(seen, mine, now).both).toEqual(['step']);
    expect(meet(seen, seen, now).taken).toEqual(['step']);
    expect(fieldText(now, 'step')).toBe('a · 2026-05-01');
    expect(fieldText(mine, 'placeId')).toBe('Hall');
  });

  it('keeps rows in the order of the form and drops those that the other took away', () => {
    const seen = { 'clause-a-body': 'a', 'clause-b-body': 'b', 'clause-c-body': 'c' };
    const now = { 'clause-a-body': 'other', 'clause-c-body': 'c' };
    const met = meet(seen, { ...seen, 'clause-c-body': 'mine' }, now);
    expect(Object.entries(met.values)).toEqual([
      ['clause-a-body', 'other'],
      ['clause-c-body', 'mine'],
    ]);
  });

  it('refuses to save before each open field has its answer, then saves what was chosen', async () => {
    const seen = { name: 'A', city: 'X' };
    const met = await again(sent(seen, { name: 'B', city: 'Y' }), { name: 'C', city: 'Z' });
    expect(met.errors.map(({ field }) => field)).toEqual(['choose-name', 'choose-city']);
    const half = formOf({ ...met.values, [choiceName('name')]: 'theirs' });
    expect(settle(half)).toEqual([{ field: 'choose-city', code: 'choice-needed' }]);
    expect(half.get('name')).toBe('C');
    half.set(choiceName('city'), 'mine');
    expect(settle(half)).toEqual([]);
    expect([half.get('name'), half.get('city')]).toEqual(['C', 'Y']);
  });

  it('asks about every difference when a program sent no record of what it began from', async () => {
    const met = await again(formOf({ name: 'B', city: 'X' }), { name: 'C', city: 'X' });
    expect(met.errors).toEqual([{ field: 'choose-name', code: 'choice-needed' }]);
  });

  it('shows any other refusal as it is, with what was typed', async () => {
    const failure = { field: 'siret', code: 'siret-taken' };
    const shown = await afterRefusal(formOf({ name: 'B' }), failure, async () => {
      throw new Error('nothing to compare with');
    });
    expect(shown).toEqual({ errors: [failure], values: { name: 'B' } });
  });

  it('survives a tampered form', async () => {
    for (const seen of ['', '[]', '{', 'null', '7']) {
      const met = await again(formOf({ name: 'B', seen, both: 'name' }), { name: 'C' });
      expect(met.errors).toEqual([{ field: 'choose-name', code: 'choice-needed' }]);
      expect(settle(formOf({ name: 'B', seen, both: 'name' }))).toHaveLength(1);
    }
  });
});

const FIELDS = ['name', 'phone', 'needs[]', 'clause-a-body'] as const;
const record = fc.record(
  {
    name: fc.constantFrom('', 'A', 'B', 'C'),
    phone: fc.constantFrom('1', '2'),
    'needs[]': fc.subarray(['x', 'y', 'z']),
    'clause-a-body': fc.constantFrom('a', 'b'),
  },
  { requiredKeys: ['name'] },
);
const text = (values: FormValues, field: string): string =>
  [values[field] ?? ''].flat().sort().join(' ').trim();

describe('whatever three people write', () => {
  it('loses nothing that one of them alone wrote, and never picks where they contradict', () => {
    fc.assert(
      fc.property(record, record, record, (seen, mine, now) => {
        const met = meet(seen, mine, now);
        for (const field of FIELDS) {
          const [was, own, theirs, got] = [seen, mine, now, met.values].map((v) => text(v, field));
          const plain = field.replace('[]', '');
          if (own === was) expect(got).toBe(theirs);
          else expect(got).toBe(own);
          expect(met.both.includes(plain)).toBe(own !== was && theirs !== was && own !== theirs);
          expect(met.taken.includes(plain)).toBe(own === was && theirs !== was);
        }
      }),
    );
  });

  it('writes over a saved value only where its reader saw it and chose', async () => {
    const edits = fc.array(fc.record({ edit: record, theirs: fc.boolean() }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(record, record, edits, async (start, mine, others) => {
        // One person's form meets the saves of others again and again before it goes in.
        let form = sent(start, mine);
        let now: FormValues = start;
        for (const { edit, theirs } of others) {
          const before = now;
          now = edit;
          const met = await again(form, now);
          const asked = new Set(met.errors.map(({ field }) => field));
          const next = formOf(met.values);
          for (const field of asked)
            if (field !== 'form') next.set(field, theirs ? 'theirs' : 'mine');
          expect(settle(next)).toEqual([]);
          for (const field of FIELDS) {
            const plain = field.replace('[]', '');
            const saved = text({ [field]: next.getAll(field) as string[] }, field);
            // Another's new value is in the form, unless this person had written something else.
            const changed = text(now, field) !== text(before, field);
            if (changed && saved !== text(now, field))
              expect(asked.has(choiceName(plain)) && !theirs).toBe(true);
          }
          form = next;
        }
      }),
    );
  });
});
