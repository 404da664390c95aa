-- A solidarity business that a contact point hosts, under a partnership.
CREATE TABLE hosting (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnership (id),
  place_id uuid NOT NULL REFERENCES place (id),
  name text NOT NULL,
  surface_m2 double precision CHECK (surface_m2 > 0),
  services_before text[] NOT NULL DEFAULT '{}',
  services_after text[] NOT NULL DEFAULT '{}',
  -- The occupancy agreement: private to the operator and the partner. Nothing renews it by itself.
  agreement_starts_on date,
  agreement_ends_on date,
  ended_on date,
  end_reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (agreement_ends_on IS NULL OR agreement_starts_on IS NULL OR agreement_ends_on >= agreement_starts_on)
);
CREATE INDEX hosting_partnership ON hosting (partnership_id);
CREATE INDEX hosting_place ON hosting (place_id);

-- Opening hours of the point without and with the business, from a day until the next version.
CREATE TABLE hosting_hours (
  hosting_id uuid NOT NULL REFERENCES hosting (id) ON DELETE CASCADE,
  valid_from date NOT NULL,
  -- {monday: [["09:00","12:00"], …], …}; absent day = closed.
  hours_before jsonb NOT NULL,
  hours_after jsonb NOT NULL,
  -- Minutes a week, computed by the application from the two, for sums.
  minutes_before integer NOT NULL,
  minutes_after integer NOT NULL,
  changed_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (hosting_id, valid_from)
);
