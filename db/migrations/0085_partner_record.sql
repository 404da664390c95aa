-- A federation and its members; a tree without loops, which the application keeps.
ALTER TABLE partner ADD COLUMN parent_id uuid REFERENCES partner (id);
CREATE INDEX partner_parent ON partner (parent_id) WHERE parent_id IS NOT NULL;
-- Address and postal code without case, accents and punctuation, to find the same organisation again.
ALTER TABLE partner ADD COLUMN place_key text NOT NULL DEFAULT '';
CREATE INDEX partner_place_key ON partner (place_key) WHERE place_key <> '';

-- Other sites of the organisation, each with its own SIRET.
CREATE TABLE partner_establishment (
  id uuid PRIMARY KEY,
  partner_id uuid NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
  name text NOT NULL,
  siret text,
  address text NOT NULL DEFAULT '',
  postal_code text NOT NULL DEFAULT '',
  commune_code text REFERENCES commune (code),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX partner_establishment_partner ON partner_establishment (partner_id);
CREATE UNIQUE INDEX partner_establishment_siret ON partner_establishment (siret) WHERE siret IS NOT NULL;

-- What an organisation is recognised as (ESUS, an integration agreement …) and what it is to us
-- (supplier, mission host …), from when to when, by whom said.
CREATE TABLE partner_label (
  id uuid PRIMARY KEY,
  partner_id uuid NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('label', 'role')),
  code text NOT NULL,
  source text NOT NULL DEFAULT '',
  valid_from date,
  valid_to date,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)
);
CREATE INDEX partner_label_partner ON partner_label (partner_id);

-- A contact's agreement to be written to, and its end.
ALTER TABLE partner_contact ADD COLUMN consent_on date;
ALTER TABLE partner_contact ADD COLUMN consent_purpose text NOT NULL DEFAULT '';
ALTER TABLE partner_contact ADD COLUMN consent_ended_on date;
ALTER TABLE partner_contact ADD COLUMN version integer NOT NULL DEFAULT 1;

-- What a contact is in one partnership.
CREATE TABLE partnership_contact (
  partnership_id uuid NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
  contact_id uuid NOT NULL REFERENCES partner_contact (id) ON DELETE CASCADE,
  role text NOT NULL,
  PRIMARY KEY (partnership_id, contact_id, role)
);
CREATE INDEX partnership_contact_contact ON partnership_contact (contact_id);

CREATE TABLE partner_document (
  id uuid PRIMARY KEY,
  partner_id uuid NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
  partnership_id uuid REFERENCES partnership (id) ON DELETE SET NULL,
  kind text NOT NULL,
  title text NOT NULL DEFAULT '',
  file_key text NOT NULL,
  file_name text NOT NULL,
  type text NOT NULL,
  size integer NOT NULL,
  sha256 text NOT NULL,
  expires_on date,
  -- For the operator's eyes alone.
  private boolean NOT NULL DEFAULT false,
  removed_at timestamptz,
  uploaded_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  uploaded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX partner_document_partner ON partner_document (partner_id, uploaded_at DESC);
CREATE INDEX partner_document_expiry ON partner_document (expires_on) WHERE expires_on IS NOT NULL AND removed_at IS NULL;

CREATE TABLE partner_document_notice (
  document_id uuid NOT NULL REFERENCES partner_document (id) ON DELETE CASCADE,
  days integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (document_id, days)
);

-- What happened to a partner's record: made, changed, documents, merges.
CREATE TABLE partner_event (
  id uuid PRIMARY KEY,
  partner_id uuid NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
  kind text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  by_id text REFERENCES auth_user (id) ON DELETE SET NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX partner_event_partner ON partner_event (partner_id, at DESC);

-- A merge keeps all that it takes to undo it: the record that went, what the other was, what moved.
CREATE TABLE partner_merge (
  id uuid PRIMARY KEY,
  kept_id uuid NOT NULL,
  merged_id uuid NOT NULL,
  merged_name text NOT NULL,
  merged_row jsonb NOT NULL,
  kept_before jsonb NOT NULL,
  kept_after jsonb NOT NULL,
  moved jsonb NOT NULL,
  grants jsonb NOT NULL DEFAULT '[]',
  merged_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  merged_at timestamptz NOT NULL DEFAULT now(),
  undone_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  undone_at timestamptz
);
CREATE UNIQUE INDEX partner_merge_merged ON partner_merge (merged_id) WHERE undone_at IS NULL;
CREATE INDEX partner_merge_kept ON partner_merge (kept_id);
