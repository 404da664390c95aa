import { data, Form, redirect } from 'react-router';
import { type FieldError, formValues } from '../../../platform/http/forms.ts';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard } from '../../../platform/http/route.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { ErrorSummary, errorOf, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { ConventionChanges, ConventionText } from '../components/convention-text.tsx';
import { refusalInput } from '../convention/contract.ts';
import { en } from '../convention/messages.en.ts';
import { fr } from '../convention/messages.fr.ts';
import {
  askForCode,
  askForLink,
  refuseConvention,
  signConvention,
} from '../convention/signing/commands.ts';
import { type ClosedLink, type OpenLink, readLink } from '../convention/signing/queries.ts';

export const loader = guard(
  { permission: 'NONE', limit: { name: 'sign', calls: 120, seconds: 600 } },
  async ({ ctx, params, url }) => {
    const link = await readLink(ctx.db, params.secret ?? '', ctx.now);
    const secret = params.secret ?? '';
    return { secret, link: shown(link), done: url.searchParams.get('fait') };
  },
);

/** What the page needs; ids and addresses of others stay here. */
function shown(link: OpenLink | ClosedLink) {
  if (link.state === 'over') return { state: link.state, sealed: link.sealed !== null } as const;
  if (link.state !== 'open') return { state: link.state } as const;
  const { content, me, others, changes, material, partnershipTitle } = link;
  return {
    state: link.state,
    content,
    others,
    changes,
    material,
    partnershipTitle,
    me: { name: me.name, function: me.function, state: me.state, email: masked(me.email) },
  } as const;
}

/** Enough of an address to know one's own by: `c…@example.org`. */
function masked(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  return `${name.slice(0, 1)}…@${domain}`;
}

interface Answer {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
}

export const action = guard(
  { permission: 'NONE', limit: { name: 'sign-action', calls: 60, seconds: 600 } },
  async ({ ctx, services, request, params }) => {
    const secret = params.secret ?? '';
    const form = await request.formData();
    const values = formValues(form) as Record<string, string>;
    const refused = (errors: readonly FieldError[], status: number) =>
      data({ errors, values: { reason: values.reason ?? '' } } as Answer, { status });
    const behind = { secret, now: ctx.now };
    const done = (what: string): never => {
      services.wake();
      throw redirect(`/signer/${secret}?fait=${what}`);
    };
    switch (form.get('what')) {
      case 'code': {
        // Each sends a mail to somebody: few are enough.
        const wait = await hitRateLimit(ctx.db, `signing-code:${secret}`, 6, 3600);
        if (wait > 0) return refused([{ field: 'code', code: 'too-many' }], 429);
        const sent = await askForCode(ctx.db, behind, services.secret);
        return sent.ok ? done('code') : refused([sent.failure], 409);
      }
      case 'sign': {
        if (!form.get('read')) return refused([{ field: 'read', code: 'accept-needed' }], 422);
        const input = { code: values.code ?? '', seen: values.material ?? '' };
        const signed = await signConvention(ctx.db, behind, services.secret, input);
        return signed.ok
          ? done(signed.value.complete ? 'complet' : 'signe')
          : refused([signed.failure], 409);
      }
      case 'refuse': {
        const parsed = refusalInput.safeParse(values);
        if (!parsed.success) return refused([{ field: 'reason', code: 'required' }], 422);
        const said = await refuseConvention(ctx.db, behind, parsed.data.reason);
        return said.ok ? done('refus') : refused([said.failure], 409);
      }
      case 'link': {
        const wait = await hitRateLimit(ctx.db, `signing-link:${secret}`, 3, 3600);
        if (wait > 0) return refused([{ field: 'form', code: 'too-many' }], 429);
        const sent = await askForLink(ctx.db, behind, services.secret);
        return sent.ok ? done('lien') : refused([sent.failure], 409);
      }
      default:
        throw new Response('unknown', { status: 400 });
    }
  },
);

export default function SignPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { link, secret, done } = loaderData;
  const errors = actionData?.errors;
  const labels = { code: t.sign.code, read: t.sign.sign, reason: t.sign.reason };
  if (link.state !== 'open') {
    const { title, text } = t.sign.closed[link.state];
    return (
      <>
        <title>{`${title} — Maillage`}</title>
        <PageHeader title={title} lead={text} />
        <ErrorSummary errors={errors} labels={labels} />
        {done === 'lien' ? (
          <Notice tone="ok" live>
            {t.sign.linkSent}
          </Notice>
        ) : null}
        {done === 'complet' ? (
          <Notice tone="ok" live>
            {t.sign.done} {t.sign.complete}
          </Notice>
        ) : null}
        {link.state === 'expired' ? (
          <Form method="post">
            <input type="hidden" name="what" value="link" />
            <button type="submit" className="btn">
              {t.sign.askLink}
            </button>
          </Form>
        ) : null}
        {link.state === 'over' && link.sealed ? (
          <a className="btn" href={`/signer/${secret}/convention`}>
            {t.sign.download}
          </a>
        ) : null}
      </>
    );
  }
  return (
    <>
      <title>{`${t.sign.title} — Maillage`}</title>
      <PageHeader
        title={link.content.title}
        lead={t.sign.hello(link.me.name, link.me.function)}
        actions={
          <a className="btn btn-quiet" href={`/signer/${secret}/convention`}>
            {t.sign.readPdf}
          </a>
        }
      />
      {errors ? null : <Said done={done} state={link.me.state} />}
      <ErrorSummary errors={errors} labels={labels} />
      {link.me.state === 'voided' ? <Notice tone="warning">{t.sign.changedSigned}</Notice> : null}
      {link.changes.length > 0 && link.me.state !== 'signed' ? (
        <Section title={t.sign.changed} id="changements">
          <div className="card">
            <ConventionChanges changes={link.changes} />
          </div>
        </Section>
      ) : null}
      <Section title={t.sign.mine} id="texte">
        <ConventionText content={link.content} />
      </Section>
      <Section title={t.sign.otherSigners} id="autres">
        <ul className="list-disc pl-5">
          {link.others.map((person) => (
            <li key={person.id}>
              {person.name}, {person.function} : {t.states[person.state]}
            </li>
          ))}
        </ul>
      </Section>
      {link.me.state === 'signed' ? null : (
        <SignForms
          email={link.me.email}
          material={link.material}
          errors={errors}
          reason={actionData?.values.reason ?? ''}
        />
      )}
    </>
  );
}

function Said({ done, state }: { done: string | null; state: string }) {
  const t = useText({ fr, en });
  const words =
    state === 'signed'
      ? `${t.sign.done} ${t.sign.waiting}`
      : state === 'refused'
        ? t.sign.refused
        : done === 'code'
          ? t.sign.codeSent
          : null;
  return words ? (
    <Notice tone="ok" live>
      {words}
    </Notice>
  ) : (
    <p className="mb-5">{t.sign.lead}</p>
  );
}

function SignForms({
  email,
  material,
  errors,
  reason,
}: {
  email: string;
  material: string;
  errors: readonly FieldError[] | undefined;
  reason: string;
}) {
  const t = useText({ fr, en });
  const unread = errorOf(errors, 'read');
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Section title={t.sign.stepCode} id="code">
        <Form method="post" className="card grid gap-3">
          <input type="hidden" name="what" value="code" />
          <p>{t.sign.codeHint(email)}</p>
          <button type="submit" className="btn btn-quiet justify-self-start">
            {t.sign.askCode}
          </button>
        </Form>
      </Section>
      <Section title={t.sign.stepSign} id="signer">
        <Form method="post" className="card grid gap-4" noValidate>
          <input type="hidden" name="what" value="sign" />
          <input type="hidden" name="material" value={material} />
          <TextField
            name="code"
            label={t.sign.code}
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            errors={errors}
          />
          <div>
            <label className="choice" id="field-read">
              <input
                type="checkbox"
                name="read"
                value="1"
                aria-invalid={unread ? true : undefined}
              />
              <span>{t.sign.read}</span>
            </label>
            {unread ? (
              <p className="error-text">
                <ErrorText code={unread.code} />
              </p>
            ) : null}
          </div>
          <button type="submit" className="btn justify-self-start">
            {t.sign.sign}
          </button>
        </Form>
      </Section>
      <Section title={t.sign.refuseTitle} id="refuser">
        <Form method="post" className="card grid gap-3" noValidate>
          <input type="hidden" name="what" value="refuse" />
          <TextField
            name="reason"
            label={t.sign.reason}
            hint={t.sign.reasonHint}
            rows={3}
            required
            errors={errors}
            defaultValue={reason}
          />
          <button type="submit" className="btn btn-quiet justify-self-start">
            {t.sign.refuse}
          </button>
        </Form>
      </Section>
    </div>
  );
}
