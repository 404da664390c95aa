-- An import of partners or partnerships: looked at, mapped, tried, applied as one batch, undone.
ALTER TABLE import_run
  DROP CONSTRAINT import_run_status_check,
  ADD CONSTRAINT import_run_status_check
    CHECK (status IN ('mapping', 'waiting', 'running', 'done', 'failed', 'interrupted', 'undone')),
  -- The file as it was sent, until it is imported or given up.
  ADD COLUMN source_file text,
  -- What the table looks like: rows, columns, samples, values.
  ADD COLUMN look jsonb,
  -- {columns: {ours: header}, values: {ours: {word: value}}}
  ADD COLUMN map jsonb,
  ADD COLUMN undone_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  ADD COLUMN undone_at timestamptz,
  -- {removed, restored, kept}
  ADD COLUMN undone jsonb;

-- What was said of a file's columns and words, for the next file that looks like it.
CREATE TABLE import_mapping (
  kind text NOT NULL,
  -- Folded headers in alphabetical order, as a digest.
  signature text NOT NULL,
  columns jsonb NOT NULL,
  values jsonb NOT NULL,
  used_at timestamptz NOT NULL DEFAULT now(),
  used_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  PRIMARY KEY (kind, signature)
);

-- What one batch wrote: the row, and as it was before when it was there.
CREATE TABLE import_change (
  run_id uuid NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  table_name text NOT NULL,
  row_key jsonb NOT NULL,
  before jsonb,
  -- Of tables that count versions: the one that the batch left.
  version integer,
  PRIMARY KEY (run_id, seq)
);

-- Captures what a statement writes while `maillage.import_run` is set; arguments: the key columns.
CREATE FUNCTION capture_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO import_change (run_id, table_name, row_key, before, version)
  SELECT current_setting('maillage.import_run')::uuid, TG_TABLE_NAME,
    (SELECT jsonb_object_agg(k, to_jsonb(n) -> k) FROM unnest(TG_ARGV) AS k),
    NULL, (to_jsonb(n) ->> 'version')::integer
  FROM new_rows n;
  RETURN NULL;
END $$;

CREATE FUNCTION capture_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO import_change (run_id, table_name, row_key, before, version)
  SELECT current_setting('maillage.import_run')::uuid, TG_TABLE_NAME,
    (SELECT jsonb_object_agg(k, to_jsonb(o) -> k) FROM unnest(TG_ARGV) AS k),
    to_jsonb(o) - 'search', (to_jsonb(n) ->> 'version')::integer
  FROM old_rows o JOIN new_rows n ON n.id = o.id;
  RETURN NULL;
END $$;

CREATE TRIGGER capture_insert AFTER INSERT ON partner
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  WHEN (current_setting('maillage.import_run', true) <> '')
  EXECUTE FUNCTION capture_insert('id');
CREATE TRIGGER capture_update AFTER UPDATE ON partner
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  WHEN (current_setting('maillage.import_run', true) <> '')
  EXECUTE FUNCTION capture_update('id');
CREATE TRIGGER capture_insert AFTER INSERT ON partnership
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  WHEN (current_setting('maillage.import_run', true) <> '')
  EXECUTE FUNCTION capture_insert('id');
CREATE TRIGGER capture_update AFTER UPDATE ON partnership
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  WHEN (current_setting('maillage.import_run', true) <> '')
  EXECUTE FUNCTION capture_update('id');
CREATE TRIGGER capture_insert AFTER INSERT ON partnership_territory
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  WHEN (current_setting('maillage.import_run', true) <> '')
  EXECUTE FUNCTION capture_insert('partnership_id', 'territory_kind', 'territory_code');
CREATE TRIGGER capture_insert AFTER INSERT ON partnership_place
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  WHEN (current_setting('maillage.import_run', true) <> '')
  EXECUTE FUNCTION capture_insert('partnership_id', 'place_id');

-- The number that a file gives to a partnership: importing it again finds the same one.
ALTER TABLE partnership ADD COLUMN external_key text UNIQUE;

-- A partner that is removed or merged is looked for in everything that may refer to it.
CREATE INDEX activity_partner ON activity (partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX join_request_partner ON join_request (partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX need_priority_partner ON need_priority (partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX proposal_support_partner ON proposal_support (partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX plan_action_partner ON plan_action (owner_partner_id) WHERE owner_partner_id IS NOT NULL;
CREATE INDEX partner_document_partnership ON partner_document (partnership_id)
  WHERE partnership_id IS NOT NULL;
