-- How much a need matters to an actor of its territory: one voice for the operator (no partner)
-- and one for each partner, whoever of its people gave it last.
CREATE TABLE need_priority (
  need_id uuid NOT NULL REFERENCES need (id) ON DELETE CASCADE,
  partner_id uuid REFERENCES partner (id) ON DELETE CASCADE,
  priority text NOT NULL CHECK (priority IN ('first', 'important', 'later')),
  given_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  given_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (need_id, partner_id)
);

-- What a partner proposes in answer to a need.
CREATE TABLE proposal (
  id uuid PRIMARY KEY,
  need_id uuid NOT NULL REFERENCES need (id),
  partner_id uuid NOT NULL REFERENCES partner (id),
  title text NOT NULL,
  body text NOT NULL DEFAULT '',
  -- What the partner brings: people, time, equipment.
  means text NOT NULL DEFAULT '',
  -- draft: its partner only; invited: the partners invited to answer the need; shared: all actors.
  visibility text NOT NULL CHECK (visibility IN ('draft', 'invited', 'shared')),
  outcome text CHECK (outcome IN ('kept', 'merged', 'set-aside', 'to-study')),
  version integer NOT NULL DEFAULT 1,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX proposal_need ON proposal (need_id);
CREATE INDEX proposal_partner ON proposal (partner_id);

CREATE TABLE proposal_support (
  proposal_id uuid NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  partner_id uuid REFERENCES partner (id) ON DELETE CASCADE,
  sentence text NOT NULL,
  given_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  given_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (proposal_id, partner_id)
);

-- What the operator decided of a proposal, every time.
CREATE TABLE proposal_decision (
  id uuid PRIMARY KEY,
  proposal_id uuid NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  outcome text NOT NULL CHECK (outcome IN ('kept', 'merged', 'set-aside', 'to-study')),
  reason text NOT NULL,
  merged_into uuid REFERENCES proposal (id),
  decided_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((outcome = 'merged') = (merged_into IS NOT NULL))
);
CREATE INDEX proposal_decision_proposal ON proposal_decision (proposal_id, decided_at);

-- Partners that the operator asked to propose something for a need.
CREATE TABLE proposal_invitation (
  need_id uuid NOT NULL REFERENCES need (id) ON DELETE CASCADE,
  partner_id uuid NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
  sentence text NOT NULL DEFAULT '',
  invited_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  invited_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (need_id, partner_id)
);
CREATE INDEX proposal_invitation_partner ON proposal_invitation (partner_id);
