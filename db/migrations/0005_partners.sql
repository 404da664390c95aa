CREATE TABLE partner (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  acronym text NOT NULL DEFAULT '',
  kind text NOT NULL,
  siren text,
  siret text,
  rna text,
  description text NOT NULL DEFAULT '',
  address text NOT NULL DEFAULT '',
  postal_code text NOT NULL DEFAULT '',
  commune_code text REFERENCES commune (code),
  department_code text REFERENCES department (code),
  website text,
  -- Where the record came from and its key there; null when typed in.
  source text,
  external_key text,
  name_folded text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  search_text text NOT NULL,
  search_weight integer NOT NULL DEFAULT 0,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', search_text)) STORED
);
-- Identity is the SIRET, else the RNA, else the SIREN (federations share names, not numbers).
CREATE UNIQUE INDEX partner_siret ON partner (siret) WHERE siret IS NOT NULL;
CREATE UNIQUE INDEX partner_siren_alone ON partner (siren) WHERE siret IS NULL AND siren IS NOT NULL;
CREATE UNIQUE INDEX partner_external ON partner (source, external_key) WHERE external_key IS NOT NULL;
CREATE INDEX partner_rna ON partner (rna) WHERE rna IS NOT NULL;
CREATE INDEX partner_siren ON partner (siren) WHERE siren IS NOT NULL;
CREATE INDEX partner_department ON partner (department_code, name, id);
CREATE INDEX partner_commune ON partner (commune_code);
CREATE INDEX partner_name ON partner (name, id);
CREATE INDEX partner_name_trgm ON partner USING gin (name_folded gin_trgm_ops);
CREATE INDEX partner_search ON partner USING gin (search);
CREATE INDEX partner_prefix2 ON partner (left(search_text, 2), search_weight DESC);
CREATE INDEX partner_prefix4 ON partner (left(search_text, 4), search_weight DESC);

CREATE TABLE partner_contact (
  id uuid PRIMARY KEY,
  partner_id uuid NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
  name text NOT NULL,
  function text NOT NULL DEFAULT '',
  email text,
  phone text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX partner_contact_partner ON partner_contact (partner_id);

-- Private to the operator, in one department.
CREATE TABLE partner_note (
  id uuid PRIMARY KEY,
  partner_id uuid NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
  department_code text NOT NULL REFERENCES department (code),
  body text NOT NULL,
  author_id text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX partner_note_partner ON partner_note (partner_id, department_code, created_at DESC);
