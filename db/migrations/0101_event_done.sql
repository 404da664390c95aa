-- What was done about an event, part by part: a second try does the rest and repeats nothing.
-- A mail's part is a keyed digest of its reader; rows go with their event after thirty days.
CREATE TABLE domain_event_done (
  event_id uuid NOT NULL,
  part text NOT NULL,
  done_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (event_id, part)
);
