CREATE TABLE place (
  id uuid PRIMARY KEY,
  source text NOT NULL,
  external_id text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  address text NOT NULL DEFAULT '',
  address_extra text NOT NULL DEFAULT '',
  postal_code text NOT NULL DEFAULT '',
  commune_code text NOT NULL REFERENCES commune (code),
  department_code text NOT NULL REFERENCES department (code),
  latitude double precision,
  longitude double precision,
  position_precision text NOT NULL DEFAULT 'unknown'
    CHECK (position_precision IN ('address', 'street', 'commune', 'unknown')),
  phone text,
  website text,
  -- {monday: [["09:00","12:00"], …], …}; absent day = closed, null = unknown.
  hours jsonb,
  hours_note text NOT NULL DEFAULT '',
  services text[] NOT NULL DEFAULT '{}',
  parent_external_id text,
  qpv_code text REFERENCES qpv (code) ON DELETE SET NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  vintage text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  search_text text NOT NULL,
  search_weight integer NOT NULL DEFAULT 0,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', search_text)) STORED,
  UNIQUE (source, external_id)
);
CREATE INDEX place_commune ON place (commune_code, name);
CREATE INDEX place_department ON place (department_code, name, id);
CREATE INDEX place_qpv ON place (qpv_code) WHERE qpv_code IS NOT NULL;
CREATE INDEX place_search ON place USING gin (search);
CREATE INDEX place_prefix2 ON place (left(search_text, 2), search_weight DESC);
CREATE INDEX place_prefix4 ON place (left(search_text, 4), search_weight DESC);
CREATE INDEX place_name ON place (name, id);
