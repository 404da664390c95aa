-- A try under a partnership: what is believed, how it is measured, when it is stopped.
CREATE TABLE experiment (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
  hypothesis text NOT NULL,
  measure text NOT NULL,
  unit text NOT NULL DEFAULT '',
  baseline double precision,
  target double precision,
  stop_rule text NOT NULL,
  starts_on date,
  ends_on date,
  state text NOT NULL DEFAULT 'planned'
    CHECK (state IN ('planned', 'running', 'evaluated', 'scaled', 'stopped')),
  result double precision,
  learned text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on)
);
CREATE INDEX experiment_partnership ON experiment (partnership_id, created_at);

CREATE TABLE experiment_move (
  id uuid PRIMARY KEY,
  experiment_id uuid NOT NULL REFERENCES experiment (id) ON DELETE CASCADE,
  from_state text NOT NULL,
  to_state text NOT NULL,
  reason text NOT NULL DEFAULT '',
  moved_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  moved_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX experiment_move_experiment ON experiment_move (experiment_id, moved_at);

-- A partnership that works, told so that others can do the same.
CREATE TABLE model (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL UNIQUE REFERENCES partnership (id),
  title text NOT NULL,
  problem text NOT NULL,
  -- What it took, over a year.
  money_euros double precision,
  days double precision,
  in_kind text NOT NULL DEFAULT '',
  results text NOT NULL,
  conditions text NOT NULL DEFAULT '',
  -- Somebody to ask, who agreed to be named.
  contact_name text NOT NULL DEFAULT '',
  contact_email text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE model_document (
  id uuid PRIMARY KEY,
  model_id uuid NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  title text NOT NULL,
  file_key text NOT NULL,
  file_name text NOT NULL,
  type text NOT NULL,
  size integer NOT NULL,
  sha256 text NOT NULL,
  uploaded_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  uploaded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX model_document_model ON model_document (model_id, uploaded_at);

-- From which partnership one was taken over, and through which model.
CREATE TABLE replication (
  partnership_id uuid PRIMARY KEY REFERENCES partnership (id) ON DELETE CASCADE,
  model_id uuid NOT NULL REFERENCES model (id),
  from_partnership_id uuid NOT NULL REFERENCES partnership (id)
);
CREATE INDEX replication_from ON replication (from_partnership_id);
CREATE INDEX replication_model ON replication (model_id);
