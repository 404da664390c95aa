-- Places of digital mediation: their sheets, what is known of duplicates, and the public feeds.
CREATE TABLE place_mediation (
  place_id uuid PRIMARY KEY REFERENCES place (id) ON DELETE CASCADE,
  -- Codes of the closed lists of the national standard.
  services text[] NOT NULL DEFAULT '{}',
  publics text[] NOT NULL DEFAULT '{}',
  special_care text[] NOT NULL DEFAULT '{}',
  fees text[] NOT NULL DEFAULT '{}',
  itinerance text[] NOT NULL DEFAULT '{}',
  programmes text[] NOT NULL DEFAULT '{}',
  labels text[] NOT NULL DEFAULT '{}',
  access_ways text[] NOT NULL DEFAULT '{}',
  accompaniments text[] NOT NULL DEFAULT '{}',
  typology text[] NOT NULL DEFAULT '{}',
  other_labels text[] NOT NULL DEFAULT '{}',
  -- OpenStreetMap syntax, as it came or as the hours of the place cannot say it.
  opening_hours text NOT NULL DEFAULT '',
  summary text NOT NULL DEFAULT '' CHECK (length(summary) <= 280),
  detail text NOT NULL DEFAULT '',
  emails text[] NOT NULL DEFAULT '{}',
  booking_url text,
  accessibility_url text,
  -- SIRET, RNA or RIDET; null = unknown.
  pivot text,
  parent_structure text NOT NULL DEFAULT '',
  source text NOT NULL DEFAULT '',
  source_url text,
  updated_on date NOT NULL,
  -- Somebody corrected it here: imports leave it alone from then on.
  edited_at timestamptz,
  edited_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- Services as data·inclusion gave them, kept whole so that what came is what leaves.
CREATE TABLE place_service (
  id text PRIMARY KEY,
  place_id uuid NOT NULL REFERENCES place (id) ON DELETE CASCADE,
  record jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX place_service_place ON place_service (place_id);

-- A place that is the same as another: it keeps its own record, and readers see the other one.
ALTER TABLE place ADD COLUMN same_as uuid REFERENCES place (id);
CREATE INDEX place_same_as ON place (same_as, id) WHERE same_as IS NOT NULL;
ALTER TABLE place ADD CONSTRAINT place_not_same_as_itself CHECK (same_as <> id);

-- Two places that look alike, for somebody to look at. A decision stays: no import asks again.
CREATE TABLE place_likeness (
  id uuid PRIMARY KEY,
  place_a uuid NOT NULL REFERENCES place (id) ON DELETE CASCADE,
  place_b uuid NOT NULL REFERENCES place (id) ON DELETE CASCADE,
  score real NOT NULL,
  -- Metres between them; null when one has no position.
  distance integer,
  decision text CHECK (decision IN ('different', 'same')),
  -- The one that stays in sight.
  kept_id uuid REFERENCES place (id) ON DELETE SET NULL,
  decided_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  decided_at timestamptz,
  found_at timestamptz NOT NULL DEFAULT now(),
  CHECK (place_a < place_b),
  UNIQUE (place_a, place_b)
);
CREATE INDEX place_likeness_open ON place_likeness (score DESC, id) WHERE decision IS NULL;
CREATE INDEX place_likeness_b ON place_likeness (place_b);

-- Nearby places in two dimensions.
CREATE INDEX place_position ON place USING gist (point(longitude, latitude))
  WHERE latitude IS NOT NULL AND longitude IS NOT NULL;

-- The feeds as they were built last, each in one row: read whole or not at all.
CREATE TABLE feed_snapshot (
  feed text PRIMARY KEY,
  content bytea NOT NULL,
  etag text NOT NULL,
  bytes integer NOT NULL,
  rows integer NOT NULL,
  built_at timestamptz NOT NULL
);
CREATE TABLE feed_build (
  id uuid PRIMARY KEY,
  built_at timestamptz NOT NULL,
  built_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  -- Rows by feed, and what was left out or remarked upon, with the place it concerns.
  report jsonb NOT NULL
);
CREATE INDEX feed_build_latest ON feed_build (built_at DESC);
