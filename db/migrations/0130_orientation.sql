-- Orientations: from the counter to what came of it. Nobody's name is here; a code links the way.
CREATE TABLE orientation (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  -- Where it was given, and by whom.
  place_id uuid NOT NULL REFERENCES place (id),
  department_code text NOT NULL REFERENCES department (code),
  given_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  difficulty text NOT NULL,
  wish text NOT NULL,
  access text[] NOT NULL DEFAULT '{}',
  -- What was proposed, and who receives.
  offer_kind text NOT NULL CHECK (offer_kind IN
    ('workshop', 'appointment', 'presence', 'france-services', 'place', 'equipment')),
  host_place_id uuid NOT NULL REFERENCES place (id),
  host_partner_id uuid REFERENCES partner (id),
  session_id uuid REFERENCES workshop_session (id),
  presence_id uuid,
  expected_at timestamptz,
  -- When the person was expected before the host moved it.
  moved_from timestamptz,
  channel text NOT NULL CHECK (channel IN ('print', 'sms', 'email', 'none')),
  state text NOT NULL CHECK (state IN
    ('given', 'accepted', 'refused', 'withdrawn', 'came', 'absent')),
  refusal text,
  result text CHECK (result IN ('alone', 'with-help', 'sent-on', 'not-yet')),
  -- The person would take an earlier place.
  wants_earlier boolean NOT NULL DEFAULT false,
  earlier_told_at timestamptz,
  sealed_contact text,
  locale text NOT NULL DEFAULT 'fr',
  -- When the counter gave it, by the server's clock; `clock_offset_s` is how far the device was
  -- ahead of it.
  given_at timestamptz NOT NULL,
  clock_offset_s integer NOT NULL DEFAULT 0,
  received_at timestamptz NOT NULL DEFAULT now(),
  moved_at timestamptz NOT NULL,
  redeemed_at timestamptz,
  redeemed_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  host_reminded_at timestamptz,
  -- The counter has seen what became of it.
  news_seen_at timestamptz,
  CHECK ((state = 'refused') = (refusal IS NOT NULL)),
  CHECK (result IS NULL OR state = 'came')
);
CREATE INDEX orientation_place ON orientation (place_id, given_at DESC, id DESC);
CREATE INDEX orientation_host_place ON orientation (host_place_id, given_at DESC);
CREATE INDEX orientation_host_partner ON orientation (host_partner_id, given_at DESC)
  WHERE host_partner_id IS NOT NULL;
CREATE INDEX orientation_session ON orientation (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX orientation_presence ON orientation (presence_id) WHERE presence_id IS NOT NULL;
CREATE INDEX orientation_open ON orientation (given_at) WHERE state = 'given';
CREATE INDEX orientation_contact ON orientation (given_at) WHERE sealed_contact IS NOT NULL;
CREATE INDEX orientation_appointment ON orientation (code) WHERE offer_kind = 'appointment';
CREATE INDEX orientation_earlier ON orientation (expected_at) WHERE wants_earlier;

-- How many orientations are in which state, by place and month in Paris. Writers of different
-- places never meet on a row.
CREATE TABLE orientation_rollup (
  place_id uuid NOT NULL REFERENCES place (id),
  department_code text NOT NULL,
  month date NOT NULL,
  difficulty text NOT NULL,
  offer_kind text NOT NULL,
  state text NOT NULL,
  result text NOT NULL,
  orientations bigint NOT NULL,
  PRIMARY KEY (place_id, month, difficulty, offer_kind, state, result)
);
CREATE INDEX orientation_rollup_month ON orientation_rollup (month, department_code);

CREATE FUNCTION orientation_rollup_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO orientation_rollup AS r
  SELECT place_id, department_code, date_trunc('month', given_at AT TIME ZONE 'Europe/Paris')::date,
         difficulty, offer_kind, state, coalesce(result, ''), count(*)
  FROM added GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 3, 4, 5, 6, 7
  ON CONFLICT (place_id, month, difficulty, offer_kind, state, result)
  DO UPDATE SET orientations = r.orientations + excluded.orientations;
  RETURN NULL;
END $$;

CREATE FUNCTION orientation_rollup_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO orientation_rollup AS r
  SELECT place_id, department_code, month, difficulty, offer_kind, state, result, sum(n)
  FROM (
    SELECT place_id, department_code,
           date_trunc('month', given_at AT TIME ZONE 'Europe/Paris')::date AS month,
           difficulty, offer_kind, state, coalesce(result, '') AS result, 1 AS n FROM added
    UNION ALL
    SELECT place_id, department_code,
           date_trunc('month', given_at AT TIME ZONE 'Europe/Paris')::date,
           difficulty, offer_kind, state, coalesce(result, ''), -1 FROM removed
  ) AS delta
  GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(n) <> 0 ORDER BY 1, 3, 4, 5, 6, 7
  ON CONFLICT (place_id, month, difficulty, offer_kind, state, result)
  DO UPDATE SET orientations = r.orientations + excluded.orientations;
  RETURN NULL;
END $$;

CREATE TRIGGER orientation_inserted AFTER INSERT ON orientation
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION orientation_rollup_added();
CREATE TRIGGER orientation_updated AFTER UPDATE ON orientation
  REFERENCING NEW TABLE AS added OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION orientation_rollup_changed();

-- Text messages that were asked for: never the number, never the text.
CREATE TABLE sms_message (
  id uuid PRIMARY KEY,
  orientation_id uuid REFERENCES orientation (id) ON DELETE CASCADE,
  state text NOT NULL CHECK (state IN ('waiting', 'taken', 'delivered', 'failed')),
  tries integer NOT NULL DEFAULT 0,
  last_error text NOT NULL DEFAULT '',
  asked_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sms_message_orientation ON sms_message (orientation_id);

-- Open places by where they are, for what is near.
CREATE INDEX place_latitude ON place (latitude, longitude) WHERE status = 'open';
