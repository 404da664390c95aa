import { Link } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { en } from '../co-design/messages.en.ts';
import { fr } from '../co-design/messages.fr.ts';
import type { DecisionMade, Proposal } from '../co-design/queries.ts';

/** Proposals with who makes them, who supports them and what was decided. */
export function ProposalTable({
  rows,
  decisions,
  withNeed = true,
}: {
  rows: readonly Proposal[];
  decisions: readonly DecisionMade[];
  withNeed?: boolean;
}) {
  const t = useText({ fr, en });
  return (
    <DataTable
      caption={t.proposals}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'title',
          label: t.proposal,
          cell: (row) => (
            <>
              <Link to={`/propositions/${row.id}`}>{row.title}</Link>
              {withNeed ? (
                <span className="hint block font-normal">
                  {t.inAnswerTo} {row.needTitle}
                </span>
              ) : null}
            </>
          ),
        },
        { key: 'partner', label: t.partner, cell: (row) => row.partner.name },
        { key: 'supports', label: t.supports, numeric: true, cell: (row) => row.supports },
        {
          key: 'decision',
          label: t.decision,
          cell: (row) => {
            const last = decisions.findLast((decision) => decision.proposalId === row.id);
            return (
              <>
                <ProposalState proposal={row} />
                {last ? <span className="hint block">{last.reason}</span> : null}
              </>
            );
          },
        },
      ]}
    />
  );
}

/** Where a proposal stands, as a tag. */
export function ProposalState({
  proposal,
}: {
  proposal: Pick<Proposal, 'outcome' | 'visibility'>;
}) {
  const t = useText({ fr, en });
  if (proposal.visibility === 'draft') return <span className="tag">{t.draft}</span>;
  return (
    <span className="flex flex-wrap gap-1">
      <span className="tag">{proposal.outcome ? t.outcomes[proposal.outcome] : t.undecided}</span>
      {proposal.visibility === 'invited' ? <span className="tag">{t.invitedOnly}</span> : null}
    </span>
  );
}
