-- The text of a type's convention, by version; a convention keeps the version that it was made from.
CREATE TABLE convention_template (
  id uuid PRIMARY KEY,
  type text NOT NULL,
  version integer NOT NULL,
  clauses jsonb NOT NULL,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (type, version)
);

CREATE TABLE convention (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
  number integer NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'ready', 'partly-signed', 'signed', 'in-force', 'renewed', 'ended', 'deprecated')),
  template_version integer NOT NULL,
  -- Raised by every change of the text; each text is kept in convention_revision.
  revision integer NOT NULL DEFAULT 1,
  content jsonb NOT NULL,
  starts_on date,
  ends_on date,
  -- Signed by links, or on paper.
  way text NOT NULL DEFAULT 'links' CHECK (way IN ('links', 'paper')),
  sealed_key text,
  sealed_sha256 text,
  sealed_at timestamptz,
  scan_key text,
  scan_name text,
  scan_type text,
  scan_sha256 text,
  signed_on date,
  reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (partnership_id, number)
);
-- One convention at a time is being made or signed.
CREATE UNIQUE INDEX convention_open ON convention (partnership_id) WHERE status IN ('draft', 'ready', 'partly-signed');
CREATE INDEX convention_status ON convention (status, starts_on);
CREATE INDEX convention_sealed ON convention (sealed_sha256) WHERE sealed_sha256 IS NOT NULL;

CREATE TABLE convention_revision (
  convention_id uuid NOT NULL REFERENCES convention (id) ON DELETE CASCADE,
  revision integer NOT NULL,
  content jsonb NOT NULL,
  changed_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (convention_id, revision)
);

CREATE TABLE convention_signatory (
  id uuid PRIMARY KEY,
  convention_id uuid NOT NULL REFERENCES convention (id) ON DELETE CASCADE,
  side text NOT NULL CHECK (side IN ('operator', 'partner', 'community')),
  name text NOT NULL,
  function text NOT NULL DEFAULT '',
  email text NOT NULL,
  name_folded text NOT NULL,
  position integer NOT NULL DEFAULT 0,
  reminders integer NOT NULL DEFAULT 0,
  told_at timestamptz,
  refused_at timestamptz,
  refused_reason text NOT NULL DEFAULT '',
  removed_at timestamptz
);
-- One person signs for one role: neither by address nor by name may two lines be the same person.
CREATE UNIQUE INDEX convention_signatory_email ON convention_signatory (convention_id, lower(email)) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX convention_signatory_name ON convention_signatory (convention_id, name_folded) WHERE removed_at IS NULL;

CREATE TABLE convention_signature (
  id uuid PRIMARY KEY,
  signatory_id uuid NOT NULL REFERENCES convention_signatory (id) ON DELETE CASCADE,
  convention_id uuid NOT NULL REFERENCES convention (id) ON DELETE CASCADE,
  revision integer NOT NULL,
  -- Of everything in the text that concerns this signatory.
  material_sha256 text NOT NULL,
  -- Name, function and address as they were when the person signed.
  name text NOT NULL,
  function text NOT NULL,
  email text NOT NULL,
  signed_at timestamptz NOT NULL,
  voided_at timestamptz
);
CREATE UNIQUE INDEX convention_signature_valid ON convention_signature (signatory_id) WHERE voided_at IS NULL;
CREATE INDEX convention_signature_convention ON convention_signature (convention_id);

CREATE TABLE convention_link (
  id uuid PRIMARY KEY,
  signatory_id uuid NOT NULL REFERENCES convention_signatory (id) ON DELETE CASCADE,
  secret_hash text NOT NULL UNIQUE,
  revision integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX convention_link_signatory ON convention_link (signatory_id);

CREATE TABLE convention_code (
  signatory_id uuid PRIMARY KEY REFERENCES convention_signatory (id) ON DELETE CASCADE,
  code_hash text NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0
);

CREATE TABLE convention_event (
  id uuid PRIMARY KEY,
  convention_id uuid NOT NULL REFERENCES convention (id) ON DELETE CASCADE,
  kind text NOT NULL,
  signatory_id uuid REFERENCES convention_signatory (id) ON DELETE SET NULL,
  detail text NOT NULL DEFAULT '',
  by_id text REFERENCES auth_user (id) ON DELETE SET NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX convention_event_convention ON convention_event (convention_id, at);
