-- Rooms of contact points that partners use free of charge.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE room (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL REFERENCES place (id),
  name text NOT NULL,
  seats integer NOT NULL CHECK (seats > 0),
  equipment text[] NOT NULL DEFAULT '{}',
  access text[] NOT NULL DEFAULT '{}',
  note text NOT NULL DEFAULT '',
  -- {monday: [["09:00","12:00"], …], …} in local time, absent day = closed.
  hours jsonb NOT NULL,
  -- Kept free after each booking, to tidy up.
  buffer_minutes integer NOT NULL DEFAULT 0 CHECK (buffer_minutes BETWEEN 0 AND 240),
  confirmation text NOT NULL DEFAULT 'request' CHECK (confirmation IN ('request', 'instant')),
  open_to text NOT NULL DEFAULT 'partners' CHECK (open_to IN ('partners', 'near', 'staff')),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  version integer NOT NULL DEFAULT 1,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX room_place ON room (place_id);

CREATE TABLE room_closure (
  id uuid PRIMARY KEY,
  room_id uuid NOT NULL REFERENCES room (id) ON DELETE CASCADE,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  reason text NOT NULL,
  created_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (ends_at > starts_at)
);
CREATE INDEX room_closure_room ON room_closure (room_id, ends_at);

CREATE TABLE room_booking (
  id uuid PRIMARY KEY,
  room_id uuid NOT NULL REFERENCES room (id),
  -- Null when the operator's own people use the room.
  partner_id uuid REFERENCES partner (id),
  purpose text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- The end with the room's buffer as it was when the booking was made.
  blocked_until timestamptz NOT NULL,
  during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
  blocked tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, blocked_until, '[)')) STORED,
  status text NOT NULL CHECK (status IN
    ('pending', 'confirmed', 'checked-in', 'done', 'refused', 'cancelled', 'no-show')),
  reason text NOT NULL DEFAULT '',
  -- Bookings of one weekly series share it.
  series_id uuid,
  closure_id uuid REFERENCES room_closure (id) ON DELETE SET NULL,
  -- The session of a workshop that takes place here; the workshops keep it.
  workshop_session_id uuid,
  checked_in_at timestamptz,
  booked_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  decided_by text REFERENCES auth_user (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (ends_at > starts_at AND blocked_until >= ends_at),
  -- Two bookings of one room never meet, whoever writes them and however many at once.
  CONSTRAINT room_booking_one_at_a_time EXCLUDE USING gist (room_id WITH =, blocked WITH &&)
    WHERE (status IN ('pending', 'confirmed', 'checked-in'))
);
CREATE INDEX room_booking_room ON room_booking (room_id, starts_at);
CREATE INDEX room_booking_partner ON room_booking (partner_id, starts_at);
CREATE INDEX room_booking_booked_by ON room_booking (booked_by, starts_at);
CREATE INDEX room_booking_series ON room_booking (series_id) WHERE series_id IS NOT NULL;
CREATE INDEX room_booking_session ON room_booking (workshop_session_id)
  WHERE workshop_session_id IS NOT NULL;
