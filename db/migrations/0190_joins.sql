-- Help given to somebody who is followed stays when the file goes, and then tells of nobody.
UPDATE accompaniment SET followed_person_id = NULL
  WHERE NOT EXISTS (SELECT 1 FROM followed_person f WHERE f.id = followed_person_id);
ALTER TABLE accompaniment ADD CONSTRAINT accompaniment_followed_fk
  FOREIGN KEY (followed_person_id) REFERENCES followed_person (id) ON DELETE SET NULL;

-- From how many devices of a kind on a place has few, where it is not two; and since when its
-- manager knows. Restocked, it is told again.
CREATE TABLE device_threshold (
  place_id uuid NOT NULL REFERENCES place (id),
  kind text NOT NULL CHECK (kind IN ('tablet', 'laptop', 'phone', 'sim')),
  few integer NOT NULL DEFAULT 2 CHECK (few BETWEEN 0 AND 100),
  told_at timestamptz,
  PRIMARY KEY (place_id, kind)
);
