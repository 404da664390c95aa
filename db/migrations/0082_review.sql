-- The review before a partnership's term: results held against objectives, then a decision.
CREATE TABLE partnership_review (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
  -- [{label, unit, target, result, comment}]
  results jsonb NOT NULL DEFAULT '[]',
  summary text NOT NULL DEFAULT '',
  decision text CHECK (decision IN ('renew', 'extend', 'end')),
  reason text NOT NULL DEFAULT '',
  changes text NOT NULL DEFAULT '',
  old_ends_on date,
  new_ends_on date,
  version integer NOT NULL DEFAULT 1,
  opened_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  decided_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  decided_at timestamptz
);
CREATE UNIQUE INDEX partnership_review_open ON partnership_review (partnership_id) WHERE decided_at IS NULL;

-- Which warning of a term was given: each once for each term.
CREATE TABLE partnership_term_notice (
  partnership_id uuid NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
  ends_on date NOT NULL,
  days integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (partnership_id, ends_on, days)
);
