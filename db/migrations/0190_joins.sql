-- Help given to somebody who is followed stays when the file goes, and then tells of nobody.
UPDATE accompaniment SET followed_person_id = NULL
  WHERE NOT EXISTS (SELECT 1 FROM followed_person f WHERE f.id = followed_person_id);
ALTER TABLE accompaniment ADD CONSTRAINT accompaniment_followed_fk
  FOREIGN KEY (followed_person_id) REFERENCES followed_person (id) ON DELETE SET NULL;
