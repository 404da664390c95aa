import { Form, Link } from 'react-router';
import { partnershipsEn as en, partnershipsFr as fr } from '../../modules/partnerships/public.ts';
import type { FieldError } from '../../platform/http/forms.ts';
import { TextField } from '../../ui/form.tsx';
import { Section } from '../../ui/layout.tsx';
import { useText } from '../../ui/locale.tsx';
import type { PartnershipView } from './queries.ts';

/** What the public reads of it, once both sides agreed. */
export function Publication({
  publication,
  side,
  publishable,
  errors,
}: PartnershipView & { errors: readonly FieldError[] | undefined }) {
  const t = useText({ fr, en });
  const agreedByMe =
    side === 'operator' ? publication.operatorAgreedAt : publication.partnerAgreedAt;
  return (
    <Section title={t.page.publish} id="publication">
      <div className="card grid gap-3">
        <p className="hint">{t.page.publishLead}</p>
        {publication.slug ? (
          <Link to={`/alliance/${publication.slug}`}>{t.page.seePublic}</Link>
        ) : (
          <ul className="list-disc pl-5">
            <li>{publication.operatorAgreedAt ? t.page.operatorAgreed : t.page.waitingOperator}</li>
            <li>{publication.partnerAgreedAt ? t.page.partnerAgreed : t.page.waitingPartner}</li>
          </ul>
        )}
        {side && !publishable ? <p className="hint">{t.page.notYet}</p> : null}
        {side && publishable ? (
          <Form method="post" className="grid gap-3" noValidate>
            {side === 'operator' ? (
              <TextField
                name="publicSummary"
                label={t.page.publicSummary}
                hint={t.page.publicSummaryHint}
                rows={6}
                required
                errors={errors}
                defaultValue={publication.publicSummary}
              />
            ) : (
              <>
                <input type="hidden" name="publicSummary" value={publication.publicSummary} />
                <p className="whitespace-pre-line">
                  {publication.publicSummary || t.page.waitingOperator}
                </p>
              </>
            )}
            <div className="flex flex-wrap gap-2">
              {side === 'operator' || publication.publicSummary ? (
                <button type="submit" name="what" value="publish" className="btn btn-small">
                  {side === 'operator' ? t.page.operatorAgree : t.page.partnerAgree}
                </button>
              ) : null}
              {agreedByMe ? (
                <button
                  type="submit"
                  name="what"
                  value="withdraw"
                  className="btn btn-quiet btn-small"
                >
                  {t.page.withdraw}
                </button>
              ) : null}
            </div>
          </Form>
        ) : null}
      </div>
    </Section>
  );
}
