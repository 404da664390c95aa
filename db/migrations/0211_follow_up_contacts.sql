-- Each contact with a followed person and what it was: when that is withdrawn or gets another day,
-- the last contact moves back, and with it the day on which the file ends.
CREATE TABLE follow_up_contact (
  person_id uuid NOT NULL REFERENCES followed_person (id) ON DELETE CASCADE,
  -- The file itself for its opening, else the note, agreement, help given or hand-out.
  source_id uuid NOT NULL,
  happened_on date NOT NULL,
  PRIMARY KEY (person_id, source_id, happened_on)
);

INSERT INTO follow_up_contact (person_id, source_id, happened_on)
  SELECT id, id, LEAST((created_at AT TIME ZONE 'Europe/Paris')::date, last_contact_on) FROM followed_person
  UNION SELECT person_id, id, happened_on FROM follow_up_note WHERE kind <> 'note'
  -- The first agreement is the opening.
  UNION SELECT c.person_id, c.id, c.given_on FROM follow_up_consent c WHERE EXISTS (
    SELECT FROM follow_up_consent b WHERE b.person_id = c.person_id AND b.recorded_at < c.recorded_at)
  UNION SELECT c.followed_person_id, c.id, a.happened_on FROM accompaniment c
    JOIN activity a ON a.id = c.id WHERE c.followed_person_id IS NOT NULL AND a.status = 'recorded'
  UNION SELECT person_id, id, handed_on FROM device_hand_out WHERE person_id IS NOT NULL
  UNION SELECT person_id, id, ended_on FROM device_hand_out
    WHERE person_id IS NOT NULL AND ended_on IS NOT NULL;

-- Brings the last contact and the months of a file in line with its contacts.
CREATE FUNCTION follow_up_settle(person uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE followed_person f SET last_contact_on = c.last
    FROM (SELECT max(happened_on) AS last FROM follow_up_contact WHERE person_id = person) c
    WHERE f.id = person AND c.last IS NOT NULL AND f.last_contact_on <> c.last;
  DELETE FROM follow_up_month m WHERE m.person_id = person AND NOT EXISTS (
    SELECT FROM follow_up_contact c
    WHERE c.person_id = person AND date_trunc('month', c.happened_on)::date = m.month);
  INSERT INTO follow_up_month (person_id, month)
    SELECT DISTINCT person_id, date_trunc('month', happened_on)::date
    FROM follow_up_contact WHERE person_id = person
    ON CONFLICT DO NOTHING;
END $$;

-- Help that is withdrawn, brought back or given another day, whichever page does it.
CREATE FUNCTION follow_up_activity_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  person uuid;
BEGIN
  SELECT followed_person_id INTO person FROM accompaniment WHERE id = NEW.id;
  IF person IS NULL THEN
    RETURN NULL;
  END IF;
  DELETE FROM follow_up_contact WHERE person_id = person AND source_id = NEW.id;
  IF NEW.status = 'recorded' THEN
    INSERT INTO follow_up_contact VALUES (person, NEW.id, NEW.happened_on) ON CONFLICT DO NOTHING;
  END IF;
  PERFORM follow_up_settle(person);
  RETURN NULL;
END $$;

CREATE TRIGGER follow_up_activity_changed AFTER UPDATE OF status, happened_on ON activity
  FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.happened_on IS DISTINCT FROM NEW.happened_on)
  EXECUTE FUNCTION follow_up_activity_changed();
