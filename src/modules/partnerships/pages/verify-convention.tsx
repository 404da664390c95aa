import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { data, Form } from 'react-router';
import { DOCUMENT_BYTES } from '../../../platform/files/documents.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { readUpload } from '../../../platform/http/upload.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, Field } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { en } from '../convention/messages.en.ts';
import { fr } from '../convention/messages.fr.ts';
import { findSealed, type Verified, waitToVerify } from '../convention/sealing/queries.ts';

export const loader = guard('NONE', () => null);

interface Answer {
  readonly errors: readonly FieldError[];
  readonly found: Verified | 'none' | null;
}

export const action = guard('NONE', async ({ ctx, services, request, clientAddress }) => {
  const answer = (errors: readonly FieldError[], found: Answer['found'], status: number) =>
    data({ errors, found } as Answer, { status });
  const wait = await waitToVerify(ctx.db, clientAddress);
  if (wait > 0) return answer([{ field: 'file', code: 'too-many' }], null, 429);
  const upload = await readUpload(request, services.temporaryFolder, DOCUMENT_BYTES);
  try {
    const { file } = upload.files;
    if (!file) return answer([{ field: 'file', code: 'file-missing' }], null, 422);
    if (file.size > DOCUMENT_BYTES)
      return answer([{ field: 'file', code: 'file-too-large' }], null, 422);
    const hash = createHash('sha256');
    await pipeline(createReadStream(file.path), hash);
    return answer([], (await findSealed(ctx.db, hash.digest('hex'))) ?? 'none', 200);
  } finally {
    await upload.remove();
  }
});

export default function VerifyConvention({ actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const errors = actionData?.errors;
  const found = actionData?.found ?? null;
  return (
    <>
      <title>{`${t.verify.title} — Maillage`}</title>
      <PageHeader title={t.verify.title} lead={t.verify.lead} />
      <ErrorSummary errors={errors} labels={{ file: t.verify.file }} />
      {found === 'none' ? (
        <Notice tone="error" title={t.verify.noTitle} live>
          {t.verify.no}
        </Notice>
      ) : null}
      {found !== null && found !== 'none' ? (
        <Notice tone="ok" title={t.verify.yesTitle} live>
          {t.verify.yes(found.reference, found.number, formatInstant(locale, found.sealedAt))}
        </Notice>
      ) : null}
      <Form
        method="post"
        encType="multipart/form-data"
        className="card grid max-w-xl gap-4"
        noValidate
      >
        <Field name="file" label={t.verify.file} required errors={errors}>
          {(control) => <input {...control} type="file" className="input" accept=".pdf" />}
        </Field>
        <button type="submit" className="btn justify-self-start">
          {t.verify.check}
        </button>
      </Form>
    </>
  );
}
