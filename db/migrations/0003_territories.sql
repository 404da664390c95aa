CREATE TABLE region (
  code text PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE department (
  code text PRIMARY KEY,
  name text NOT NULL,
  region_code text NOT NULL REFERENCES region (code),
  population integer NOT NULL DEFAULT 0
);

CREATE TABLE epci (
  code text PRIMARY KEY,
  name text NOT NULL,
  department_code text,
  population integer NOT NULL DEFAULT 0
);

CREATE TABLE commune (
  code text PRIMARY KEY,
  name text NOT NULL,
  department_code text NOT NULL REFERENCES department (code),
  region_code text NOT NULL REFERENCES region (code),
  epci_code text REFERENCES epci (code),
  siren text,
  population integer,
  postal_codes text[] NOT NULL DEFAULT '{}',
  latitude double precision,
  longitude double precision,
  position_source text,
  search_text text NOT NULL,
  search_weight integer NOT NULL DEFAULT 0,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', search_text)) STORED
);
CREATE INDEX commune_department ON commune (department_code, name);
CREATE INDEX commune_epci ON commune (epci_code);
CREATE INDEX commune_search ON commune USING gin (search);
CREATE INDEX commune_prefix2 ON commune (left(search_text, 2), search_weight DESC);
CREATE INDEX commune_prefix4 ON commune (left(search_text, 4), search_weight DESC);

-- Delegated and associated communes, municipal districts: codes that still occur in files.
CREATE TABLE former_commune (
  code text PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL,
  commune_code text NOT NULL REFERENCES commune (code)
);

CREATE TABLE qpv (
  code text PRIMARY KEY,
  name text NOT NULL,
  department_code text,
  geometry jsonb NOT NULL,
  west double precision NOT NULL,
  south double precision NOT NULL,
  east double precision NOT NULL,
  north double precision NOT NULL,
  vintage text NOT NULL
);
CREATE INDEX qpv_box ON qpv (west, east);

CREATE TABLE qpv_commune (
  qpv_code text NOT NULL REFERENCES qpv (code) ON DELETE CASCADE,
  commune_code text NOT NULL REFERENCES commune (code),
  PRIMARY KEY (qpv_code, commune_code)
);
CREATE INDEX qpv_commune_commune ON qpv_commune (commune_code);

-- How an indicator is read and added up; `aggregation` says what a department's value means.
CREATE TABLE indicator (
  code text PRIMARY KEY,
  label_fr text NOT NULL,
  label_en text NOT NULL,
  unit text NOT NULL,
  aggregation text NOT NULL CHECK (aggregation IN ('population-weighted-mean', 'sum', 'share-of-communes', 'none')),
  higher_means text NOT NULL DEFAULT 'neutral' CHECK (higher_means IN ('better', 'worse', 'neutral')),
  commitment text,
  source text NOT NULL,
  source_url text,
  vintage text NOT NULL,
  note_fr text NOT NULL DEFAULT '',
  note_en text NOT NULL DEFAULT '',
  position integer NOT NULL DEFAULT 0
);

CREATE TABLE indicator_value (
  indicator_code text NOT NULL REFERENCES indicator (code) ON DELETE CASCADE,
  territory_kind text NOT NULL CHECK (territory_kind IN ('commune', 'epci', 'department', 'region', 'country')),
  territory_code text NOT NULL,
  value double precision NOT NULL,
  -- Category as published (ZRR: C, PC, NC); the number beside it is what is counted.
  category text,
  PRIMARY KEY (indicator_code, territory_kind, territory_code)
);
CREATE INDEX indicator_value_territory ON indicator_value (territory_kind, territory_code);
CREATE INDEX indicator_value_rank ON indicator_value (indicator_code, territory_kind, value);
