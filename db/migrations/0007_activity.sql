-- The one record of what was done, where, for how many. The id is the client's.
CREATE TABLE activity (
  id uuid PRIMARY KEY,
  happened_on date NOT NULL,
  place_id uuid REFERENCES place (id),
  commune_code text NOT NULL REFERENCES commune (code),
  department_code text NOT NULL REFERENCES department (code),
  partnership_id uuid NOT NULL REFERENCES partnership (id),
  partner_id uuid NOT NULL REFERENCES partner (id),
  commitment text NOT NULL CHECK (commitment IN ('territory', 'social-inclusion', 'digital-inclusion', 'ecology')),
  kind text NOT NULL,
  participations integer NOT NULL CHECK (participations BETWEEN 0 AND 100000),
  -- Distinct persons as declared by who records; null = not said, which is not zero.
  persons_declared integer CHECK (persons_declared BETWEEN 0 AND participations),
  minutes integer CHECK (minutes BETWEEN 0 AND 1000000),
  comment text NOT NULL DEFAULT '',
  status text NOT NULL DEFAULT 'recorded' CHECK (status IN ('recorded', 'withdrawn')),
  version integer NOT NULL DEFAULT 1,
  recorded_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX activity_drill ON activity (department_code, commitment, happened_on DESC, id DESC);
CREATE INDEX activity_recent ON activity (happened_on DESC, id DESC);
CREATE INDEX activity_partnership ON activity (partnership_id, happened_on DESC);
CREATE INDEX activity_place ON activity (place_id, happened_on DESC) WHERE place_id IS NOT NULL;
CREATE INDEX activity_commune ON activity (commune_code, happened_on DESC);
CREATE INDEX activity_author ON activity (recorded_by, recorded_at DESC);

-- Every former state of a corrected record, with who, when and why.
CREATE TABLE activity_revision (
  activity_id uuid NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
  version integer NOT NULL,
  before jsonb NOT NULL,
  reason text NOT NULL,
  corrected_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  corrected_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (activity_id, version)
);

-- Coarse sums kept up to date by the statement that changes the records. `persons_declared` is a
-- sum of declarations, never a count of distinct persons.
CREATE TABLE activity_rollup (
  department_code text NOT NULL,
  commitment text NOT NULL,
  month date NOT NULL,
  records bigint NOT NULL,
  participations bigint NOT NULL,
  persons_declared bigint NOT NULL,
  records_with_persons bigint NOT NULL,
  minutes bigint NOT NULL,
  PRIMARY KEY (department_code, commitment, month)
);
CREATE INDEX activity_rollup_month ON activity_rollup (month);

-- One writer of sums for insert, update and delete: adds the new rows, takes the old ones off.
-- Keys are sorted so that concurrent writers lock in the same order.
CREATE FUNCTION activity_rollup_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO activity_rollup AS r
  SELECT department_code, commitment, date_trunc('month', happened_on)::date, count(*),
         sum(participations), coalesce(sum(persons_declared), 0), count(persons_declared),
         coalesce(sum(minutes), 0)
  FROM added WHERE status = 'recorded' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (department_code, commitment, month) DO UPDATE SET
    records = r.records + excluded.records,
    participations = r.participations + excluded.participations,
    persons_declared = r.persons_declared + excluded.persons_declared,
    records_with_persons = r.records_with_persons + excluded.records_with_persons,
    minutes = r.minutes + excluded.minutes;
  RETURN NULL;
END $$;

CREATE FUNCTION activity_rollup_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO activity_rollup AS r
  SELECT department_code, commitment, month, sum(records), sum(participations),
         sum(persons_declared), sum(records_with_persons), sum(minutes)
  FROM (
    SELECT department_code, commitment, date_trunc('month', happened_on)::date AS month,
           1 AS records, participations, coalesce(persons_declared, 0) AS persons_declared,
           (persons_declared IS NOT NULL)::int AS records_with_persons, coalesce(minutes, 0) AS minutes
    FROM added WHERE status = 'recorded'
    UNION ALL
    SELECT department_code, commitment, date_trunc('month', happened_on)::date,
           -1, -participations, -coalesce(persons_declared, 0),
           -(persons_declared IS NOT NULL)::int, -coalesce(minutes, 0)
    FROM removed WHERE status = 'recorded'
  ) AS delta GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (department_code, commitment, month) DO UPDATE SET
    records = r.records + excluded.records,
    participations = r.participations + excluded.participations,
    persons_declared = r.persons_declared + excluded.persons_declared,
    records_with_persons = r.records_with_persons + excluded.records_with_persons,
    minutes = r.minutes + excluded.minutes;
  RETURN NULL;
END $$;

CREATE FUNCTION activity_rollup_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO activity_rollup AS r
  SELECT department_code, commitment, date_trunc('month', happened_on)::date, -count(*),
         -sum(participations), -coalesce(sum(persons_declared), 0), -count(persons_declared),
         -coalesce(sum(minutes), 0)
  FROM removed WHERE status = 'recorded' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (department_code, commitment, month) DO UPDATE SET
    records = r.records + excluded.records,
    participations = r.participations + excluded.participations,
    persons_declared = r.persons_declared + excluded.persons_declared,
    records_with_persons = r.records_with_persons + excluded.records_with_persons,
    minutes = r.minutes + excluded.minutes;
  RETURN NULL;
END $$;

CREATE TRIGGER activity_inserted AFTER INSERT ON activity
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION activity_rollup_added();
CREATE TRIGGER activity_updated AFTER UPDATE ON activity
  REFERENCING NEW TABLE AS added OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION activity_rollup_changed();
CREATE TRIGGER activity_deleted AFTER DELETE ON activity
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION activity_rollup_removed();

-- What the alliance aims at, per year, with where the number comes from.
CREATE TABLE target (
  code text NOT NULL,
  year integer NOT NULL,
  value double precision NOT NULL,
  source text NOT NULL DEFAULT '',
  PRIMARY KEY (code, year)
);
