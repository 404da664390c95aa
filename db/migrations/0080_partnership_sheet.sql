-- What a partnership of its type needs beyond what all have: values by the keys of its type.
ALTER TABLE partnership ADD COLUMN details jsonb NOT NULL DEFAULT '{}';

CREATE TABLE partnership_milestone (
  partnership_id uuid NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
  key text NOT NULL,
  due_on date,
  done_on date,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (partnership_id, key)
);
CREATE INDEX partnership_milestone_due ON partnership_milestone (due_on) WHERE done_on IS NULL;
CREATE INDEX partnership_ends ON partnership (ends_on) WHERE ends_on IS NOT NULL;
