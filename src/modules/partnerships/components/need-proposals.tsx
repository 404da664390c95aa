import { Form, Link } from 'react-router';
import type { FieldError } from '../../../platform/http/forms.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { EmptyState, Notice, Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { en } from '../co-design/messages.en.ts';
import { fr } from '../co-design/messages.fr.ts';
import type { DecisionMade, Proposal } from '../co-design/queries.ts';
import { ProposalTable } from './proposal-table.tsx';

/** What partners propose for a need, who was asked, and the ways to propose and to ask. */
export function NeedProposals({
  needId,
  proposals,
  decisions,
  invitations,
  mayInvite,
  mayPropose,
  invited,
  workshop,
  refused,
}: {
  needId: string;
  proposals: readonly Proposal[];
  decisions: readonly DecisionMade[];
  invitations: readonly { readonly id: string; readonly name: string; readonly sentence: string }[];
  mayInvite: boolean;
  mayPropose: boolean;
  /** The reader's own partner was asked. */
  invited: boolean;
  /** Address of the territory's workshop; null for whoever may not enter it. */
  workshop: string | null;
  refused:
    | { readonly errors: readonly FieldError[]; readonly values: Record<string, string> }
    | undefined;
}) {
  const t = useText({ fr, en });
  if (!workshop) return null;
  return (
    <Section title={t.proposals} id="propositions" aside={<Link to={workshop}>{t.open}</Link>}>
      {invited ? (
        <Notice title={t.youAreInvited}>
          {invitations.map(({ id, sentence }) => (sentence ? <p key={id}>{sentence}</p> : null))}
        </Notice>
      ) : null}
      {proposals.length === 0 ? (
        <EmptyState title={t.noProposals}>{t.noProposalsHint}</EmptyState>
      ) : (
        <ProposalTable rows={proposals} decisions={decisions} withNeed={false} />
      )}
      {mayPropose ? (
        <p className="mt-3">
          <Link className="btn" to={`/besoins/${needId}/proposer`}>
            {t.propose}
          </Link>
        </p>
      ) : null}
      {mayInvite ? (
        <div className="mt-4">
          {invitations.length > 0 ? (
            <p className="mb-3">
              <strong>{t.invited} :</strong> {invitations.map(({ name }) => name).join(', ')}
            </p>
          ) : null}
          <ErrorSummary
            errors={refused?.errors}
            labels={{ partnerId: t.invitePartner, sentence: t.inviteSentence }}
          />
          <Form method="post" className="card grid max-w-3xl gap-4" noValidate>
            <h3>{t.inviteTitle}</h3>
            <SuggestField
              name="partnerId"
              label={t.invitePartner}
              required
              errors={refused?.errors}
              source="/suggestions/partenaires"
              defaultId={refused?.values.partnerId ?? ''}
              defaultText={refused?.values.partnerIdText ?? ''}
            />
            <TextField
              name="sentence"
              label={t.inviteSentence}
              rows={2}
              errors={refused?.errors}
              defaultValue={refused?.values.sentence ?? ''}
            />
            <button type="submit" className="btn justify-self-start">
              {t.invite}
            </button>
          </Form>
        </div>
      ) : null}
    </Section>
  );
}
