-- Where a session was to take place before it moved to another place.
ALTER TABLE workshop_session ADD COLUMN moved_from_place uuid REFERENCES place (id);
