-- The roll-up of orientations also says which partner was to receive them; the nil id stands for
-- none. Its place still comes first: writers of different places never meet on a row.
ALTER TABLE orientation_rollup
  DROP CONSTRAINT orientation_rollup_pkey,
  ADD COLUMN host_partner_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
DELETE FROM orientation_rollup;
INSERT INTO orientation_rollup (place_id, department_code, month, difficulty, offer_kind, state,
  result, orientations, host_partner_id)
SELECT place_id, department_code, date_trunc('month', given_at AT TIME ZONE 'Europe/Paris')::date,
  difficulty, offer_kind, state, coalesce(result, ''), count(*),
  coalesce(host_partner_id, '00000000-0000-0000-0000-000000000000')
FROM orientation GROUP BY 1, 2, 3, 4, 5, 6, 7, 9;
ALTER TABLE orientation_rollup ADD PRIMARY KEY
  (place_id, month, difficulty, offer_kind, state, result, host_partner_id);
CREATE INDEX orientation_rollup_partner ON orientation_rollup (host_partner_id, month)
  WHERE host_partner_id <> '00000000-0000-0000-0000-000000000000';

CREATE OR REPLACE FUNCTION orientation_rollup_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO orientation_rollup AS r (place_id, department_code, month, difficulty, offer_kind,
    state, result, host_partner_id, orientations)
  SELECT place_id, department_code, date_trunc('month', given_at AT TIME ZONE 'Europe/Paris')::date,
         difficulty, offer_kind, state, coalesce(result, ''),
         coalesce(host_partner_id, '00000000-0000-0000-0000-000000000000'), count(*)
  FROM added GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 3, 4, 5, 6, 7, 8
  ON CONFLICT (place_id, month, difficulty, offer_kind, state, result, host_partner_id)
  DO UPDATE SET orientations = r.orientations + excluded.orientations;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION orientation_rollup_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO orientation_rollup AS r (place_id, department_code, month, difficulty, offer_kind,
    state, result, host_partner_id, orientations)
  SELECT place_id, department_code, month, difficulty, offer_kind, state, result, host, sum(n)
  FROM (
    SELECT place_id, department_code,
           date_trunc('month', given_at AT TIME ZONE 'Europe/Paris')::date AS month,
           difficulty, offer_kind, state, coalesce(result, '') AS result,
           coalesce(host_partner_id, '00000000-0000-0000-0000-000000000000') AS host, 1 AS n
    FROM added
    UNION ALL
    SELECT place_id, department_code,
           date_trunc('month', given_at AT TIME ZONE 'Europe/Paris')::date,
           difficulty, offer_kind, state, coalesce(result, ''),
           coalesce(host_partner_id, '00000000-0000-0000-0000-000000000000'), -1
    FROM removed
  ) AS delta
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(n) <> 0 ORDER BY 1, 3, 4, 5, 6, 7, 8
  ON CONFLICT (place_id, month, difficulty, offer_kind, state, result, host_partner_id)
  DO UPDATE SET orientations = r.orientations + excluded.orientations;
  RETURN NULL;
END $$;
