-- A request to join has a deadline, is checked, and leads to a partner and an idea, or elsewhere.
ALTER TABLE join_request
  ADD COLUMN due_on date,
  ADD COLUMN reminded_at timestamptz,
  ADD COLUMN escalated_at timestamptz,
  -- What the public directory said of the SIRET when it was asked.
  ADD COLUMN checked text NOT NULL DEFAULT 'not-checked'
    CHECK (checked IN ('listed', 'not-listed', 'not-checked')),
  ADD COLUMN listed_name text NOT NULL DEFAULT '',
  -- Another request of the same organisation that waits too.
  ADD COLUMN duplicate_of uuid REFERENCES join_request (id) ON DELETE SET NULL,
  ADD COLUMN partnership_id uuid REFERENCES partnership (id),
  ADD COLUMN refusal text,
  ADD COLUMN doors text[] NOT NULL DEFAULT '{}';
UPDATE join_request SET due_on = created_at::date + 14;
ALTER TABLE join_request ALTER COLUMN due_on SET NOT NULL;
CREATE INDEX join_request_waiting ON join_request (due_on) WHERE status = 'new';
CREATE INDEX join_request_partnership ON join_request (partnership_id) WHERE partnership_id IS NOT NULL;
