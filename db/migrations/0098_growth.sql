-- What comes next for a partnership, and when.
ALTER TABLE partnership
  ADD COLUMN next_step text NOT NULL DEFAULT '',
  ADD COLUMN next_step_on date;
CREATE INDEX partnership_next_step ON partnership (next_step_on) WHERE next_step_on IS NOT NULL;
CREATE INDEX partnership_owner ON partnership (owner_id) WHERE owner_id IS NOT NULL;

-- New partnerships that a region aims at in a year; the national target is in `target`.
CREATE TABLE growth_target (
  year integer NOT NULL,
  region_code text NOT NULL REFERENCES region (code),
  value integer NOT NULL CHECK (value >= 0),
  set_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  set_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (year, region_code)
);
