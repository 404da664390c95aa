CREATE TABLE need (
  id uuid PRIMARY KEY,
  territory_kind text NOT NULL CHECK (territory_kind IN ('commune', 'epci', 'department')),
  territory_code text NOT NULL,
  department_code text NOT NULL REFERENCES department (code),
  commitment text NOT NULL CHECK (commitment IN ('territory', 'social-inclusion', 'digital-inclusion', 'ecology')),
  title text NOT NULL,
  description text NOT NULL DEFAULT '',
  -- [{kind:'indicator', code, value, vintage, source} | {kind:'text', text, url}]
  evidence jsonb NOT NULL DEFAULT '[]',
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'in-progress', 'answered', 'set-aside')),
  version integer NOT NULL DEFAULT 1,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX need_territory ON need (territory_kind, territory_code);
CREATE INDEX need_department ON need (department_code, status, created_at DESC);

CREATE TABLE partnership (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  title text NOT NULL,
  type text NOT NULL CHECK (type IN ('responsible-practices', 'skills-sponsorship', 'economic-cooperation', 'social-innovation')),
  stage text NOT NULL CHECK (stage IN ('idea', 'co-design', 'agreed', 'active', 'under-review', 'renewed', 'ended', 'abandoned')),
  commitment text NOT NULL CHECK (commitment IN ('territory', 'social-inclusion', 'digital-inclusion', 'ecology')),
  partner_id uuid NOT NULL REFERENCES partner (id),
  -- The department whose delegate looks after it.
  department_code text NOT NULL REFERENCES department (code),
  summary text NOT NULL DEFAULT '',
  starts_on date,
  ends_on date,
  agreed_on date,
  -- A public page exists when both agreed.
  slug text UNIQUE,
  public_summary text NOT NULL DEFAULT '',
  operator_agreed_at timestamptz,
  operator_agreed_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  partner_agreed_at timestamptz,
  partner_agreed_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  owner_id text REFERENCES auth_user (id) ON DELETE SET NULL,
  version integer NOT NULL DEFAULT 1,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  stage_since timestamptz NOT NULL DEFAULT now(),
  search_text text NOT NULL,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', search_text)) STORED,
  CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on)
);
CREATE INDEX partnership_department ON partnership (department_code, stage);
CREATE INDEX partnership_partner ON partnership (partner_id);
CREATE INDEX partnership_stage ON partnership (stage, updated_at DESC);
CREATE INDEX partnership_agreed ON partnership (agreed_on) WHERE agreed_on IS NOT NULL;
CREATE INDEX partnership_search ON partnership USING gin (search);

CREATE SEQUENCE partnership_reference;

-- Further commitments beside the principal one.
CREATE TABLE partnership_commitment (
  partnership_id uuid NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
  commitment text NOT NULL,
  PRIMARY KEY (partnership_id, commitment)
);

CREATE TABLE partnership_territory (
  partnership_id uuid NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
  territory_kind text NOT NULL CHECK (territory_kind IN ('commune', 'epci', 'department', 'region', 'country')),
  territory_code text NOT NULL,
  PRIMARY KEY (partnership_id, territory_kind, territory_code)
);
CREATE INDEX partnership_territory_code ON partnership_territory (territory_kind, territory_code);

CREATE TABLE partnership_place (
  partnership_id uuid NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
  place_id uuid NOT NULL REFERENCES place (id),
  PRIMARY KEY (partnership_id, place_id)
);
CREATE INDEX partnership_place_place ON partnership_place (place_id);

CREATE TABLE partnership_need (
  partnership_id uuid NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
  need_id uuid NOT NULL REFERENCES need (id),
  PRIMARY KEY (partnership_id, need_id)
);
CREATE INDEX partnership_need_need ON partnership_need (need_id);

CREATE TABLE partnership_objective (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
  label text NOT NULL,
  unit text NOT NULL DEFAULT '',
  target double precision,
  due_on date,
  position integer NOT NULL DEFAULT 0
);
CREATE INDEX partnership_objective_partnership ON partnership_objective (partnership_id, position);

CREATE TABLE partnership_move (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
  from_stage text,
  to_stage text NOT NULL,
  reason text NOT NULL DEFAULT '',
  moved_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  moved_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX partnership_move_partnership ON partnership_move (partnership_id, moved_at);

-- Private to the operator, in the partnership's department.
CREATE TABLE partnership_note (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
  body text NOT NULL,
  author_id text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX partnership_note_partnership ON partnership_note (partnership_id, created_at DESC);

-- « Join us »: an organisation that asks to become a partner.
CREATE TABLE join_request (
  id uuid PRIMARY KEY,
  organisation text NOT NULL,
  siret text,
  contact_name text NOT NULL,
  contact_email text NOT NULL,
  commune_code text NOT NULL REFERENCES commune (code),
  department_code text NOT NULL REFERENCES department (code),
  commitment text NOT NULL,
  message text NOT NULL,
  locale text NOT NULL DEFAULT 'fr',
  status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'accepted', 'refused')),
  answer text NOT NULL DEFAULT '',
  partner_id uuid REFERENCES partner (id),
  follow_hash text NOT NULL UNIQUE,
  answered_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  answered_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX join_request_department ON join_request (department_code, status, created_at DESC);
