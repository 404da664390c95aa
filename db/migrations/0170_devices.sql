-- Devices given or lent to people: lots, single devices with a number, transfers, hand-outs.
CREATE SEQUENCE device_number;

CREATE TABLE device_lot (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('tablet', 'laptop', 'phone', 'sim')),
  maker text NOT NULL,
  model text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('bought', 'refurbished', 'given')),
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 500),
  -- What the person pays; nothing is a price too.
  price_cents integer NOT NULL CHECK (price_cents >= 0),
  partnership_id uuid NOT NULL REFERENCES partnership (id),
  place_id uuid NOT NULL REFERENCES place (id),
  received_on date NOT NULL,
  note text NOT NULL DEFAULT '',
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX device_lot_partnership ON device_lot (partnership_id);
CREATE INDEX device_lot_place ON device_lot (place_id);

CREATE TABLE device (
  id uuid PRIMARY KEY,
  lot_id uuid NOT NULL REFERENCES device_lot (id),
  number text NOT NULL UNIQUE,
  serial text,
  place_id uuid NOT NULL REFERENCES place (id),
  state text NOT NULL CHECK (state IN ('in-stock', 'in-transit', 'handed-out', 'on-loan',
    'returned', 'broken', 'in-repair', 'lost', 'retired')),
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX device_lot_of ON device (lot_id);
CREATE INDEX device_stock ON device (place_id, state);

-- Sent from a place to another, until somebody there says what arrived.
CREATE TABLE device_transfer (
  id uuid PRIMARY KEY,
  from_place_id uuid NOT NULL REFERENCES place (id),
  to_place_id uuid NOT NULL REFERENCES place (id),
  CHECK (from_place_id <> to_place_id),
  note text NOT NULL DEFAULT '',
  sent_at timestamptz NOT NULL,
  sent_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  received_at timestamptz,
  received_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  overdue_told_at timestamptz
);
CREATE INDEX device_transfer_open ON device_transfer (sent_at) WHERE received_at IS NULL;
CREATE INDEX device_transfer_to ON device_transfer (to_place_id);
CREATE INDEX device_transfer_from ON device_transfer (from_place_id);

CREATE TABLE device_transfer_item (
  transfer_id uuid NOT NULL REFERENCES device_transfer (id),
  device_id uuid NOT NULL REFERENCES device (id),
  outcome text CHECK (outcome IN ('received', 'missing')),
  PRIMARY KEY (transfer_id, device_id)
);
CREATE INDEX device_transfer_item_device ON device_transfer_item (device_id);

-- A device with a person. Who that is stands nowhere here; a file on them may be pointed to.
CREATE TABLE device_hand_out (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES device (id),
  place_id uuid NOT NULL REFERENCES place (id),
  terms text NOT NULL CHECK (terms IN ('given', 'lent')),
  due_on date,
  CHECK ((terms = 'lent') = (due_on IS NOT NULL)),
  price_cents integer NOT NULL CHECK (price_cents >= 0),
  person_id uuid REFERENCES followed_person (id) ON DELETE SET NULL,
  agreed_by text NOT NULL CHECK (agreed_by IN ('signature', 'spoken')),
  registration_id uuid REFERENCES workshop_registration (id),
  handed_on date NOT NULL,
  handed_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  ended_on date,
  ended_by_move text,
  CHECK ((ended_on IS NULL) = (ended_by_move IS NULL)),
  created_at timestamptz NOT NULL DEFAULT now()
);
-- Nothing is with two people.
CREATE UNIQUE INDEX device_hand_out_once ON device_hand_out (device_id) WHERE ended_on IS NULL;
CREATE INDEX device_hand_out_device ON device_hand_out (device_id);
CREATE INDEX device_hand_out_place ON device_hand_out (place_id, handed_on);
CREATE INDEX device_hand_out_person ON device_hand_out (person_id) WHERE person_id IS NOT NULL;

-- What was drawn, or who heard: sealed, apart, and gone with the file of the person.
CREATE TABLE device_signature (
  hand_out_id uuid PRIMARY KEY REFERENCES device_hand_out (id),
  person_id uuid REFERENCES followed_person (id) ON DELETE CASCADE,
  sealed text NOT NULL,
  keep_until date
);
CREATE INDEX device_signature_person ON device_signature (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX device_signature_end ON device_signature (keep_until);

CREATE TABLE device_event (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES device (id),
  move text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  place_id uuid NOT NULL REFERENCES place (id),
  hand_out_id uuid REFERENCES device_hand_out (id),
  transfer_id uuid REFERENCES device_transfer (id),
  note text NOT NULL DEFAULT '',
  done_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  done_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX device_event_device ON device_event (device_id, done_at);
CREATE INDEX device_event_place ON device_event (place_id, done_at);
