-- What figures of digital inclusion need to know of a record: how many came for the first time, as
-- declared (null = not said, which is not zero), what it was about, and who helped.
ALTER TABLE activity
  ADD COLUMN first_timers integer,
  ADD COLUMN themes text[] NOT NULL DEFAULT '{}',
  ADD COLUMN advisor_id uuid REFERENCES advisor (id),
  ADD CONSTRAINT activity_first_timers CHECK (first_timers BETWEEN 0 AND participations);

-- What is already known of it elsewhere: sessions of workshops, help given, devices handed out
-- carry the id of their record.
UPDATE activity a SET
  first_timers = CASE WHEN r.first_timers <= a.participations THEN r.first_timers END,
  themes = w.themes,
  advisor_id = v.id
FROM workshop_session s
  JOIN workshop w ON w.id = s.workshop_id
  LEFT JOIN workshop_report r ON r.session_id = s.id
  LEFT JOIN advisor v ON v.account_id = s.led_by
WHERE s.id = a.id;

UPDATE activity a SET themes = h.themes, advisor_id = h.advisor_id
FROM accompaniment h WHERE h.id = a.id;

UPDATE activity a SET themes = ARRAY['prendre_en_main_du_materiel'], advisor_id = v.id
FROM device_hand_out h LEFT JOIN advisor v ON v.account_id = h.handed_by WHERE h.id = a.id;

CREATE INDEX activity_advisor ON activity (advisor_id, happened_on DESC)
  WHERE advisor_id IS NOT NULL;

-- Figures of a whole year read this alone, without the records.
CREATE INDEX activity_digital ON activity (happened_on)
  INCLUDE (department_code, commune_code, place_id, partner_id, advisor_id, themes, participations,
    first_timers, persons_declared)
  WHERE status = 'recorded' AND commitment = 'digital-inclusion'
    AND kind IN ('workshop', 'accompaniment', 'service');
